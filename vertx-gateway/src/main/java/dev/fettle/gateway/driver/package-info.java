/** Drivers as conductors offer them. */
@NullMarked
package dev.fettle.gateway.driver;

import org.jspecify.annotations.NullMarked;

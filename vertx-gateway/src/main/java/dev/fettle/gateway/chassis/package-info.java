/** The chassis resource. */
@NullMarked
package dev.fettle.gateway.chassis;

import org.jspecify.annotations.NullMarked;

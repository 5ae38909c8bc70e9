/** The HTTP API. */
@NullMarked
package dev.fettle.gateway;

import org.jspecify.annotations.NullMarked;

/** The port resource. */
@NullMarked
package dev.fettle.gateway.port;

import org.jspecify.annotations.NullMarked;

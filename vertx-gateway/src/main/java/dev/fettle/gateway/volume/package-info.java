/** Volume connectors and volume targets. */
@NullMarked
package dev.fettle.gateway.volume;

import org.jspecify.annotations.NullMarked;

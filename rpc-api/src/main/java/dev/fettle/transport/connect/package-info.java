/** Chooses the transport that the configuration names. */
@NullMarked
package dev.fettle.transport.connect;

import org.jspecify.annotations.NullMarked;

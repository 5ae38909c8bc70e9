/** Requests about volume connectors and targets. */
@NullMarked
package dev.fettle.rpc.volume;

import org.jspecify.annotations.NullMarked;

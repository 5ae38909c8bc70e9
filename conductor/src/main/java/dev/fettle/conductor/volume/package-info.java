/** Writes of volume connectors and targets. */
@NullMarked
package dev.fettle.conductor.volume;

import org.jspecify.annotations.NullMarked;

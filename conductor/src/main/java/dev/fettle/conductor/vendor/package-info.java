/** Calls of vendor interfaces. */
@NullMarked
package dev.fettle.conductor.vendor;

import org.jspecify.annotations.NullMarked;

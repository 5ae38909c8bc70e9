/** Allocations: the search for a node, its end after the death of a conductor, and letting go. */
@NullMarked
package dev.fettle.conductor.allocate;

import org.jspecify.annotations.NullMarked;

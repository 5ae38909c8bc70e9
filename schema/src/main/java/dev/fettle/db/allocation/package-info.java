/** Allocations: wishes for nodes, and the search for those. */
@NullMarked
package dev.fettle.db.allocation;

import org.jspecify.annotations.NullMarked;

/** What is asked of conductors about allocations. */
@NullMarked
package dev.fettle.rpc.allocation;

import org.jspecify.annotations.NullMarked;

/** JSON patches and the documents they change: what REST checks and what the conductor applies under the lock. Plain Java. */
@NullMarked
package dev.fettle.model.patch;

import org.jspecify.annotations.NullMarked;

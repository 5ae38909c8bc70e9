/** Tables of what is kept of a node's hardware beside its row. */
@NullMarked
package dev.fettle.db.hardware;

import org.jspecify.annotations.NullMarked;

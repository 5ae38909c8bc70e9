/** What is kept of a node's hardware beside its row. */
@NullMarked
package dev.fettle.model.hardware;

import org.jspecify.annotations.NullMarked;

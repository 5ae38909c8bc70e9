/** What hangs on a node (ports, portgroups, volumes), written under the row lock of the node. */
@NullMarked
package dev.fettle.db.part;

import org.jspecify.annotations.NullMarked;

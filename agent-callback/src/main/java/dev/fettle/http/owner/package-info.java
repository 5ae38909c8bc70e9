/** Which conductor answers for a node, and calling it. */
@NullMarked
package dev.fettle.http.owner;

import org.jspecify.annotations.NullMarked;

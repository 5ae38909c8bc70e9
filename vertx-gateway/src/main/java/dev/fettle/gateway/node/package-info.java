/** The node resource and what hangs on it. */
@NullMarked
package dev.fettle.gateway.node;

import org.jspecify.annotations.NullMarked;

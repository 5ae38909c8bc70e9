/** The transport within one process. */
@NullMarked
package dev.fettle.transport.local;

import org.jspecify.annotations.NullMarked;

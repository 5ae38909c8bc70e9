/** Consoles of nodes. */
@NullMarked
package dev.fettle.conductor.console;

import org.jspecify.annotations.NullMarked;

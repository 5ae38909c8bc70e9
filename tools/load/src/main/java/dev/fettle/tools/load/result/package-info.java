/** Measured runs, and what several of them say together. */
@NullMarked
package dev.fettle.tools.load.result;

import org.jspecify.annotations.NullMarked;

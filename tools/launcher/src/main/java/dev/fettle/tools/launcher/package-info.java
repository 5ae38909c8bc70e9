/** The command line: starts one service or all of them in one process. */
@NullMarked
package dev.fettle.tools.launcher;

import org.jspecify.annotations.NullMarked;

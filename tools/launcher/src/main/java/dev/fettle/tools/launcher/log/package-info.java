/** What goes to the log, in which form, without secrets. */
@NullMarked
package dev.fettle.tools.launcher.log;

import org.jspecify.annotations.NullMarked;

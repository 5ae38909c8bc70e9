/** What processes and the machine spent, read from Linux's /proc. */
@NullMarked
package dev.fettle.tools.load.machine;

import org.jspecify.annotations.NullMarked;

/** Simulated BMCs and deploy agents. */
@NullMarked
package dev.fettle.tools.sim;

import org.jspecify.annotations.NullMarked;

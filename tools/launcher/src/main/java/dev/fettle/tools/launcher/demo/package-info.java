/** Shows Fettle at work on simulated machines, through its API like any other client. */
@NullMarked
package dev.fettle.tools.launcher.demo;

import org.jspecify.annotations.NullMarked;

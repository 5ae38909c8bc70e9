/** What is measured: one entry per row of the table. */
@NullMarked
package dev.fettle.tools.load.scenario;

import org.jspecify.annotations.NullMarked;

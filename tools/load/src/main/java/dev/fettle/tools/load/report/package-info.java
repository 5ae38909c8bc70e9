/** Tables from results, with the ratio between two of them. */
@NullMarked
package dev.fettle.tools.load.report;

import org.jspecify.annotations.NullMarked;

/** The load generator. */
@NullMarked
package dev.fettle.tools.load;

import org.jspecify.annotations.NullMarked;

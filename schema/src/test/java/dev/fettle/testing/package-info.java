/** Servers for tests; other modules use them through the test jar. */
@NullMarked
package dev.fettle.testing;

import org.jspecify.annotations.NullMarked;

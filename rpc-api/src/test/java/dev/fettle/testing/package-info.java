/** What the tests of several modules use; in the test jar. */
@NullMarked
package dev.fettle.testing;

import org.jspecify.annotations.NullMarked;

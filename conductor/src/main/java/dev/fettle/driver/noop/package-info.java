/** Interfaces that do nothing, or say that the node does not offer the feature. */
@NullMarked
package dev.fettle.driver.noop;

import org.jspecify.annotations.NullMarked;

/** Interfaces without hardware: they keep what they are told on the node and take as long as configured. */
@NullMarked
package dev.fettle.driver.fake;

import org.jspecify.annotations.NullMarked;

/** Hardware types: which implementations a family of machines supports. */
@NullMarked
package dev.fettle.driver.hardware;

import org.jspecify.annotations.NullMarked;

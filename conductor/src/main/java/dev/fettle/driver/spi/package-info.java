@NullMarked
package dev.fettle.driver.spi;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.fettle.driver.spi.net;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.fettle.driver.spi.bmc;

import org.jspecify.annotations.NullMarked;

/** Images that the conductor fetches and serves to machines. */
@NullMarked
package dev.fettle.driver.spi.image;

import org.jspecify.annotations.NullMarked;

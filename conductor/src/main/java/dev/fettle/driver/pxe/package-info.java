/** Network boot by PXE: files for a TFTP server. */
@NullMarked
package dev.fettle.driver.pxe;

import org.jspecify.annotations.NullMarked;

/** Machines with an IPMI BMC, driven by the program ipmitool. */
@NullMarked
package dev.fettle.driver.ipmi;

import org.jspecify.annotations.NullMarked;

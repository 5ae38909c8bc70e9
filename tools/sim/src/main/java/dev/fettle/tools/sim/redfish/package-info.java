/** The BMC of a simulated machine: its Redfish resources. */
@NullMarked
package dev.fettle.tools.sim.redfish;

import org.jspecify.annotations.NullMarked;

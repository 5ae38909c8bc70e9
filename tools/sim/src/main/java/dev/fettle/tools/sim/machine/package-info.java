/** What a simulated machine is and remembers: power, boot device, media, disk, counters, faults. */
@NullMarked
package dev.fettle.tools.sim.machine;

import org.jspecify.annotations.NullMarked;

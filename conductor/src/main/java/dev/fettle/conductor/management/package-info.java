/** Boot mode, secure boot, interrupts, lights and virtual drives of nodes. */
@NullMarked
package dev.fettle.conductor.management;

import org.jspecify.annotations.NullMarked;

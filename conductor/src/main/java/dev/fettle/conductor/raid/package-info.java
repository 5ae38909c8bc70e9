/** RAID configurations of nodes. */
@NullMarked
package dev.fettle.conductor.raid;

import org.jspecify.annotations.NullMarked;

/** Writes of portgroups. */
@NullMarked
package dev.fettle.conductor.portgroup;

import org.jspecify.annotations.NullMarked;

/** The deploy agent that a simulated machine boots: lookup, heartbeats, commands, steps. */
@NullMarked
package dev.fettle.tools.sim.agent;

import org.jspecify.annotations.NullMarked;

package dev.fettle.tools.load.machine;

import java.util.Map;

/**
 * Processor time spent up to a moment, in seconds.
 *
 * @param nanos the moment, by the monotonic clock
 * @param machine by everybody
 * @param generator by this process
 * @param groups by each group of processes
 */
public record Snapshot(long nanos, double machine, double generator, Map<String, Double> groups) {}

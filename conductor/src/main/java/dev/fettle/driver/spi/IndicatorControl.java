package dev.fettle.driver.spi;

import java.util.Map;

/** Reads and sets the lights on a machine. */
public interface IndicatorControl {

    /** By component (chassis, system, disk, power, nic) and name. */
    Map<String, Map<String, Indicator>> supported(NodeTask task);

    /** {@code on}, {@code off}, {@code blinking} or {@code unknown}; only for one that is {@link #supported}. */
    String state(NodeTask task, String component, String name);

    /** Only for one that is {@link #supported}, not read-only, and has that state. Idempotent. */
    void set(NodeTask task, String component, String name, String state);
}

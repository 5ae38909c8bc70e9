package dev.fettle.config;

import java.util.List;
import java.util.Optional;

/** Machines that nobody knows and whose agents report all the same. */
public final class AutoDiscoveryOptions {
    private static final String GROUP = "auto_discovery";

    public static final Option<Boolean> ENABLED = Option.flag(
            GROUP,
            "enabled",
            false,
            "Enroll machines whose agents report what they found and that no node is known for. Whoever reaches the"
                    + " API can then make nodes.");
    public static final Option<Optional<String>> DRIVER =
            Option.optional(GROUP, "driver", "Hardware type of the nodes made so; needed when enabled.");
    public static final Option<Integer> MAX_WAITING = Option.integer(
            GROUP,
            "max_waiting",
            1000,
            1,
            1_000_000,
            "Most nodes made so that may wait in enroll; no machine is enrolled above.");

    static final List<Option<?>> ALL = List.of(ENABLED, DRIVER, MAX_WAITING);

    private AutoDiscoveryOptions() {}

    /**
     * The hardware type; empty when unknown machines are not to be enrolled.
     *
     * @throws ConfigurationException when they are, but it is not said by which
     */
    public static Optional<String> driver(Configuration config) {
        if (!config.get(ENABLED)) {
            return Optional.empty();
        }
        var driver = config.get(DRIVER);
        if (driver.isEmpty()) {
            throw new ConfigurationException(
                    List.of("[auto_discovery] enabled is true, but driver is not set: name the hardware type that"
                            + " found machines get."));
        }
        return driver;
    }
}

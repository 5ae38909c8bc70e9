package dev.fettle.config;

import java.util.List;

/** Health of the services. */
public final class HealthcheckOptions {
    private static final String GROUP = "healthcheck";

    public static final Option<Boolean> ENABLED = Option.flag(GROUP, "enabled", true, "Serve /healthcheck.");

    static final List<Option<?>> ALL = List.of(ENABLED);

    private HealthcheckOptions() {}
}

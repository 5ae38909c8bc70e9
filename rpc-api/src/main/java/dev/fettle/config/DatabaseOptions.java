package dev.fettle.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL. */
public final class DatabaseOptions {
    private static final String GROUP = "database";

    public static final Option<Optional<String>> CONNECTION = Option.secret(
            GROUP,
            "connection",
            "PostgreSQL URL",
            "jdbc:postgresql://host:port/name?user=..&password=.., or postgresql://user:password@host:port/name. Unset in the standalone form: an embedded server.",
            DatabaseUrl::toJdbc);
    public static final Option<Integer> MAX_POOL_SIZE =
            Option.integer(GROUP, "max_pool_size", 20, "Most connections of one process.");
    public static final Option<Duration> CONNECTION_TIMEOUT =
            Option.seconds(GROUP, "connection_timeout", 30, "Longest wait for a free connection, in seconds.");

    static final List<Option<?>> ALL = List.of(CONNECTION, MAX_POOL_SIZE, CONNECTION_TIMEOUT);

    private DatabaseOptions() {}
}

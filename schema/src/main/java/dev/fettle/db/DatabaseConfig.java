package dev.fettle.db;

import dev.fettle.config.Configuration;
import dev.fettle.config.DatabaseOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://…}; may hold user and password
 * @param user null when it is in the url
 * @param connections most connections of this process
 * @param patience longest wait for a free connection, then {@code TEMPORARY_FAILURE}
 * @param silence longest silence of the server during a statement before the connection counts as lost
 */
public record DatabaseConfig(
        String url,
        @Nullable String user,
        @Nullable String password,
        int connections,
        Duration patience,
        Duration silence) {

    private static final Duration SILENCE = Duration.ofSeconds(60);

    public static DatabaseConfig of(String url) {
        return of(url, Configuration.defaults());
    }

    /** With the pool options of the configuration. */
    public static DatabaseConfig of(String url, Configuration config) {
        return new DatabaseConfig(
                url,
                null,
                null,
                config.get(DatabaseOptions.MAX_POOL_SIZE),
                config.get(DatabaseOptions.CONNECTION_TIMEOUT),
                SILENCE);
    }

    public DatabaseConfig withCredentials(String otherUser, String otherPassword) {
        return new DatabaseConfig(url, otherUser, otherPassword, connections, patience, silence);
    }

    public DatabaseConfig withPool(int most, Duration wait) {
        return new DatabaseConfig(url, user, password, most, wait, silence);
    }

    /** Without the url: it may hold a password. */
    @Override
    public String toString() {
        return "DatabaseConfig[" + connections + " connections]";
    }
}

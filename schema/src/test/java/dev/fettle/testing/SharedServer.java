package dev.fettle.testing;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one server of this JVM, started at its first use and stopped with the JVM; new databases are copies of a migrated template. */
final class SharedServer {
    private static final Pattern DATABASE = Pattern.compile("(jdbc:postgresql:(?://[^/]+/)?)([^?]*)(.*)");
    private static @Nullable SharedServer instance;

    private final String admin;
    private final String template = "fettle_template_" + word();

    private SharedServer(String admin) {
        this.admin = admin;
        execute("create database " + template);
        try (var database = Database.open(urlOf(template), Configuration.defaults())) {
            database.migrate();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::dropTemplate));
    }

    static synchronized SharedServer get() {
        var server = instance;
        if (server == null) {
            var given = System.getenv("FETTLE_TEST_POSTGRES_URL");
            server = new SharedServer(given != null && !given.isBlank() ? given : embedded());
            instance = server;
        }
        return server;
    }

    synchronized String fresh(boolean migrated) {
        var name = "fettle_test_" + word();
        execute("create database " + name + (migrated ? " template " + template : ""));
        return urlOf(name);
    }

    void drop(String url) {
        execute("drop database if exists " + nameIn(url) + " with (force)");
    }

    private static String embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("shared_buffers", "64MB")
                    .start();
            return server.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no PostgreSQL for tests: set FETTLE_TEST_POSTGRES_URL to a server of yours", e);
        }
    }

    /** A server that was given outlives us; the embedded one may be gone already. */
    private void dropTemplate() {
        if (System.getenv("FETTLE_TEST_POSTGRES_URL") != null) {
            execute("drop database if exists " + template + " with (force)");
        }
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(admin);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("test server refused: " + sql, e);
        }
    }

    private String urlOf(String database) {
        return DATABASE.matcher(admin).replaceFirst("$1" + database + "$3");
    }

    private static String nameIn(String url) {
        var match = DATABASE.matcher(url);
        if (!match.matches() || !match.group(2).startsWith("fettle_test_")) {
            throw new IllegalArgumentException("not a database made here");
        }
        return match.group(2);
    }

    private static String word() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}

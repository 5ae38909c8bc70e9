package dev.fettle.testing;

import dev.fettle.db.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a migrated database of its own:
 * {@code @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();}
 *
 * <p>The server is the one of {@code FETTLE_TEST_POSTGRES_URL} (a JDBC url whose user may create databases), else one embedded server for this
 * JVM, without fsync. Tests that stop the server start an {@link OwnPostgres}.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
    private @Nullable String url;
    private @Nullable Database database;

    @Override
    public void beforeAll(ExtensionContext context) {
        url = freshDatabase();
        database = Database.open(url, dev.fettle.config.Configuration.defaults());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional.ofNullable(database).ifPresent(Database::close);
        Optional.ofNullable(url).ifPresent(PostgresServer::drop);
    }

    /** Open, migrated; closed and dropped after the class. */
    public Database database() {
        return Optional.ofNullable(database).orElseThrow(() -> new IllegalStateException("no test class is running"));
    }

    /** With user and password in it if any are needed. */
    public String url() {
        return Optional.ofNullable(url).orElseThrow(() -> new IllegalStateException("no test class is running"));
    }

    /** Creates a migrated, empty database and returns its JDBC url; outside of JUnit's life cycle. */
    public static String freshDatabase() {
        return SharedServer.get().fresh(true);
    }

    /** The same without tables. */
    public static String emptyDatabase() {
        return SharedServer.get().fresh(false);
    }

    /** Drops a database made here, connections to it included. */
    public static void drop(String databaseUrl) {
        SharedServer.get().drop(databaseUrl);
    }
}

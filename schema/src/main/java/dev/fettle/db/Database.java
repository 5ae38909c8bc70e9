package dev.fettle.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.config.Configuration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/**
 * PostgreSQL: a pool of connections. Thread-safe; calls block. Nothing is retried here. A lost connection comes out as
 * {@code TEMPORARY_FAILURE}, a breach of uniqueness as the fault that callers know, neither with SQL nor values in the text.
 */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens a pool; connects at the first use, so a server that is away does not stop the start. */
    public static Database open(DatabaseConfig config) {
        var hikari = new HikariConfig();
        hikari.setJdbcUrl(config.url());
        if (config.user() != null) {
            hikari.setUsername(config.user());
            hikari.setPassword(config.password());
        }
        hikari.setMaximumPoolSize(config.connections());
        hikari.setMinimumIdle(Math.min(2, config.connections()));
        hikari.setConnectionTimeout(Math.max(250, config.patience().toMillis()));
        hikari.setValidationTimeout(Math.clamp(config.patience().toMillis(), 250, 5_000));
        hikari.setInitializationFailTimeout(-1);
        hikari.setPoolName("fettle");
        var properties = hikari.getDataSourceProperties();
        properties.put("ApplicationName", "fettle");
        properties.put(
                "prepareThreshold", "1"); // statements are few and repeat: let the server keep each from its first use
        properties.put("preparedStatementCacheQueries", "512");
        properties.put("logServerErrorDetail", "false"); // the detail of a failure quotes whole rows, secrets included
        properties.put("tcpKeepAlive", "true");
        properties.put("connectTimeout", "10");
        properties.put(
                "socketTimeout", Long.toString(Math.max(1, config.silence().toSeconds())));
        return new Database(new HikariDataSource(hikari));
    }

    public static Database open(String url, Configuration config) {
        return open(DatabaseConfig.of(url, config));
    }

    public static Database open(String url, int connections, Duration patience) {
        return open(DatabaseConfig.of(url).withPool(connections, patience));
    }

    /**
     * Brings the schema up to date; one cheap statement when it is. Safe while other processes do the same.
     *
     * @throws dev.fettle.model.FaultException {@code TEMPORARY_FAILURE} when the server is away
     * @throws IllegalStateException when a change set fails; names it
     */
    public void migrate() {
        try (var connection = pool.getConnection()) {
            Migrations.run(connection);
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /** Whether the database answers now; waits no longer than the patience for a connection. */
    public boolean answers() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /** One statement, or several that need not hang together; each is committed by itself. */
    public <T> T run(Function<Session, T> statements) {
        try (var connection = pool.getConnection()) {
            return statements.apply(new Session(connection));
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /** All or nothing. An exception rolls back and comes out. */
    public <T> T transaction(Function<Session, T> statements) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            return committed(connection, statements);
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    private static <T> T committed(Connection connection, Function<Session, T> statements) throws SQLException {
        try {
            var result = statements.apply(new Session(connection));
            connection.commit();
            return result;
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** A failure to roll back goes along with the first one: the server rolls back by itself when the connection is gone. */
    private static void rollBack(Connection connection, Throwable first) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

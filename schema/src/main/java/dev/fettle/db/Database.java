package dev.fettle.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.config.Configuration;
import dev.fettle.config.DatabaseOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** PostgreSQL: a pool of connections and transactions. Thread-safe. Failures come out as faults without SQL. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final DSLContext sql;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.sql = DSL.using(
                new DefaultConfiguration().set(pool).set(SQLDialect.POSTGRES));
    }

    /**
     * Opens a pool; connects at the first use at the latest.
     *
     * @param url {@code jdbc:postgresql://…}, with user and password in it if needed
     */
    public static Database open(String url, int connections, Duration patience) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setPoolName("fettle");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new Database(new HikariDataSource(config));
    }

    /** With the pool options of the configuration. */
    public static Database open(String url, Configuration config) {
        return open(
                url, config.get(DatabaseOptions.MAX_POOL_SIZE), config.get(DatabaseOptions.CONNECTION_TIMEOUT));
    }

    /** Brings the schema up to date; quick when it is. Safe while others do the same. */
    public void migrate() {
        Migrations.run(pool);
    }

    /** Whether the database answers. */
    public boolean answers() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /** One statement, or several that need not hang together. */
    public <T> T run(Function<DSLContext, T> statement) {
        try {
            return statement.apply(sql);
        } catch (RuntimeException e) {
            throw SqlFaults.of(e);
        }
    }

    /** All or nothing. An exception rolls back and comes out. */
    public <T> T transaction(Function<DSLContext, T> statements) {
        try {
            return sql.transactionResult(tx -> statements.apply(tx.dsl()));
        } catch (RuntimeException e) {
            throw SqlFaults.of(e);
        }
    }

    /** The same; an exception of that type rolls back and is answered instead of coming out. */
    public <T, E extends RuntimeException> T transaction(
            Function<DSLContext, T> statements, Class<E> rollback, Supplier<T> answer) {
        try {
            return transaction(statements);
        } catch (RuntimeException e) {
            if (rollback.isInstance(e) || rollback.isInstance(e.getCause())) {
                return answer.get();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

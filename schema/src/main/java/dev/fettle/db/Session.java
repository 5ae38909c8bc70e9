package dev.fettle.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One connection at work. jOOQ writes the SQL, plain JDBC runs it: rows of some seventy columns are read about twice as fast so.
 * Not thread-safe; valid inside the function it was given to.
 */
public final class Session {
    /** Writes statements; knows no connection. */
    public static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private static final LongAdder STATEMENTS = new LongAdder();
    private static final LongAdder ROUND_TRIPS = new LongAdder();

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** How many statements this process has run so far; for tests of round trips. */
    public static long statements() {
        return STATEMENTS.sum();
    }

    /** How often this process has waited for the answer to statements so far; commits do not count. For tests. */
    static long roundTrips() {
        return ROUND_TRIPS.sum();
    }

    /** Several statements with one round trip; only inside a transaction. */
    public Batch batch() {
        return new Batch(this);
    }

    /** What a batch does with its results. */
    @FunctionalInterface
    interface Results {
        void read(PreparedStatement statement, boolean firstHasRows) throws SQLException;
    }

    void runTogether(Statement all, int count, Results results) {
        STATEMENTS.add(count - 1);
        try (var statement = prepare(all.sql(), all.binds())) {
            results.read(statement, statement.execute());
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    public <T> List<T> list(Query query, RowReader<T> reader) {
        return list(query.getSQL(), query.getBindValues(), reader);
    }

    public <T> List<T> list(Statement statement, RowReader<T> reader) {
        return list(statement.sql(), statement.binds(), reader);
    }

    public <T> List<T> list(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {
        try (var statement = prepare(sql, binds);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    public <T> Optional<T> first(Query query, RowReader<T> reader) {
        return first(query.getSQL(), query.getBindValues(), reader);
    }

    public <T> Optional<T> first(Statement statement, RowReader<T> reader) {
        return first(statement.sql(), statement.binds(), reader);
    }

    public <T> Optional<T> first(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {
        try (var statement = prepare(sql, binds);
                var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /**
     * Some rows at a time, no more than these in memory. Only inside a transaction; elsewhere the driver reads everything at once.
     *
     * @param piece most rows that the consumer gets at once, which may be less
     */
    public <T> void stream(Statement query, int piece, RowReader<T> reader, Consumer<List<T>> consumer) {
        try (var statement = prepare(query.sql(), query.binds())) {
            statement.setFetchSize(piece);
            try (var rows = statement.executeQuery()) {
                var next = new ArrayList<T>(piece);
                while (rows.next()) {
                    next.add(reader.read(rows));
                    if (next.size() == piece) {
                        consumer.accept(next);
                        next = new ArrayList<>(piece);
                    }
                }
                if (!next.isEmpty()) {
                    consumer.accept(next);
                }
            }
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    /** Number of rows written. */
    public int execute(Query query) {
        return execute(query.getSQL(), query.getBindValues());
    }

    public int execute(Statement statement) {
        return execute(statement.sql(), statement.binds());
    }

    public int execute(String sql, List<? extends @Nullable Object> binds) {
        try (var statement = prepare(sql, binds)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFaults.of(e);
        }
    }

    private PreparedStatement prepare(String sql, List<? extends @Nullable Object> binds) throws SQLException {
        STATEMENTS.increment();
        ROUND_TRIPS.increment();
        var statement = connection.prepareStatement(sql);
        try {
            for (var i = 0; i < binds.size(); i++) {
                bind(statement, i + 1, binds.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case JSONB json -> statement.setString(index, json.data());
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case Long[] numbers -> statement.setArray(index, connection.createArrayOf("bigint", numbers));
            case null, default -> statement.setObject(index, value);
        }
    }
}

package dev.fettle.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that run with one round trip, in the order of adding. None sees what another returned, each sees what those before it wrote. What
 * came of them is known after {@link #run}; a transaction is there to take all back when one did not do what it should.
 */
public final class Batch {
    /** What came of one statement. */
    public static final class Result<T> {
        private final @Nullable RowReader<T> reader;
        private @Nullable T row;
        private int count;

        private Result(@Nullable RowReader<T> reader) {
            this.reader = reader;
        }

        /** The first row that came back; empty when none did. */
        public Optional<T> row() {
            return Optional.ofNullable(row);
        }

        /** Whether it wrote, or found, any row. */
        public boolean any() {
            return row != null || count > 0;
        }

        private void read(PreparedStatement from, boolean rows) throws SQLException {
            if (reader == null) {
                count = from.getUpdateCount();
                return;
            }
            try (ResultSet found = from.getResultSet()) {
                if (rows && found.next()) {
                    row = reader.read(found);
                }
            }
        }
    }

    private final Session session;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Result<?>> results = new ArrayList<>();

    Batch(Session session) {
        this.session = session;
    }

    /** A statement that returns rows; the first one is read. */
    public <T> Result<T> returning(Statement statement, RowReader<T> reader) {
        return add(statement, new Result<>(reader));
    }

    /** A statement that returns nothing. */
    public Result<Void> add(Statement statement) {
        return add(statement, new Result<>(null));
    }

    /** Runs all; at most once. */
    public void run() {
        var binds = new ArrayList<@Nullable Object>();
        statements.forEach(statement -> binds.addAll(statement.binds()));
        var sql = statements.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
        session.runTogether(new Statement(sql, binds), statements.size(), this::read);
    }

    private void read(PreparedStatement all, boolean firstHasRows) throws SQLException {
        var rows = firstHasRows;
        for (var result : results) {
            result.read(all, rows);
            rows = all.getMoreResults();
        }
    }

    private <T> Result<T> add(Statement statement, Result<T> result) {
        statements.add(statement);
        results.add(result);
        return result;
    }
}

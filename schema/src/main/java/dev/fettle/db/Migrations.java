package dev.fettle.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ui.LoggerUIService;

/** Liquibase change sets. Liquibase takes seconds to start, so it is not asked when the newest change set is there. */
final class Migrations {
    static final String CHANGELOG = "dev/fettle/db/changelog.sql";

    /** The newest change set; a test compares it with the change log. */
    static final String NEWEST = "5-node-history";

    private static final long ADVISORY_LOCK = 0x666574746c65L;

    private Migrations() {}

    static void run(DataSource source) {
        try (var connection = source.getConnection()) {
            if (isCurrent(connection)) {
                return;
            }
            locked(connection, true);
            try {
                if (!isCurrent(connection)) {
                    update(source);
                }
            } finally {
                locked(connection, false);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database can not be reached: " + e.getMessage(), e);
        }
    }

    private static boolean isCurrent(Connection connection) throws SQLException {
        try (var exists = connection.prepareStatement("select to_regclass('databasechangelog') is not null")) {
            var row = exists.executeQuery();
            if (!row.next() || !row.getBoolean(1)) {
                return false;
            }
        }
        try (var newest = connection.prepareStatement("select 1 from databasechangelog where id = ?")) {
            newest.setString(1, NEWEST);
            return newest.executeQuery().next();
        }
    }

    /** Two processes that start together do not migrate together. */
    private static void locked(Connection connection, boolean lock) throws SQLException {
        var call = lock ? "select pg_advisory_lock(?)" : "select pg_advisory_unlock(?)";
        try (var statement = connection.prepareStatement(call)) {
            statement.setLong(1, ADVISORY_LOCK);
            statement.execute();
        }
    }

    private static void update(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> new CommandScope(
                            UpdateCommandStep.COMMAND_NAME)
                    .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                    .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                    .execute());
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the schema can not be brought up to date: " + e.getMessage(), e);
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the schema can not be brought up to date", e);
        }
    }
}

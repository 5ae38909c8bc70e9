package dev.fettle.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase change sets. Liquibase takes seconds to start, so it is not asked while every change set we bring is there. */
final class Migrations {
    private static final String CHANGELOG = "dev/fettle/db/changelog.yaml";
    private static final Pattern INCLUDE = Pattern.compile("file: ([\\w./-]+)");
    private static final Pattern CHANGE_SET = Pattern.compile("(?m)^--changeset [\\w]+:([\\w-]+)");

    /** Any number, as long as all versions use the same. */
    private static final long ADVISORY_LOCK = 0x666574746c65L;

    /** A change of a large table may be silent for long. */
    private static final int LONGEST_STATEMENT_MILLIS = 1_800_000;

    private static final String LONGEST_WAIT = "set lock_timeout = '180s'";

    /** Nothing on the console, and no report to its makers. */
    private static final Map<String, Object> SETTINGS =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);

    private Migrations() {}

    static void run(Connection connection) throws SQLException {
        if (isCurrent(connection)) {
            return;
        }
        var silence = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, LONGEST_STATEMENT_MILLIS);
        execute(connection, LONGEST_WAIT);
        execute(connection, "select pg_advisory_lock(" + ADVISORY_LOCK + ")");
        try {
            if (!isCurrent(connection)) {
                update(connection);
            }
        } finally {
            connection.setAutoCommit(true);
            execute(connection, "select pg_advisory_unlock(" + ADVISORY_LOCK + ")");
            execute(connection, "reset lock_timeout");
            connection.setNetworkTimeout(Runnable::run, silence);
        }
    }

    /** Ids of the change sets in the change log of this version. */
    static Set<String> changeSets() {
        return INCLUDE.matcher(resource(CHANGELOG))
                .results()
                .flatMap(include ->
                        CHANGE_SET.matcher(resource(include.group(1))).results())
                .map(changeSet -> changeSet.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A schema that has more than we know belongs to a later release, which keeps it usable for this one. */
    private static boolean isCurrent(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var there = statement.executeQuery("select to_regclass('databasechangelog') is not null")) {
            if (!there.next() || !there.getBoolean(1)) {
                return false;
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from databasechangelog")) {
            var done = new HashSet<String>();
            while (rows.next()) {
                done.add(rows.getString(1));
            }
            return done.containsAll(changeSets());
        }
    }

    /** A lock of Liquibase that is found here is one that a killed process left: we hold the real lock. */
    private static void update(Connection connection) {
        try {
            Scope.child(SETTINGS, () -> {
                var liquibase =
                        new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), new JdbcConnection(connection));
                liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                liquibase.forceReleaseLocks();
                liquibase.update("");
            });
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the schema can not be brought up to date: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the schema can not be brought up to date", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try (var in = Migrations.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

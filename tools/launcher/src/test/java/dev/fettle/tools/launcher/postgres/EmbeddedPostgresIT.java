package dev.fettle.tools.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.launcher.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Path CACHE = Path.of("target", "postgres-cache").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void keepsDataAndPortOverRestartsAndIsDurable() throws Exception {
        int port;
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var postgres = EmbeddedPostgres.start(directory, CACHE)) {
            port = postgres.port();
            query(postgres, "create table kept (n int)");
            query(postgres, "insert into kept values (42)");
            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(Files.getPosixFilePermissions(folder.resolve("data/postgres.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var postgres = EmbeddedPostgres.start(directory, CACHE)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void stopsWithItsProcessesAndWithClientsConnected() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            var postgres = EmbeddedPostgres.start(directory, CACHE);
            var server = ProcessHandle.of(postgres.pid()).orElseThrow();
            var children = server.children().toList();
            assertThat(children).isNotEmpty();
            try (var client = DriverManager.getConnection(postgres.jdbcUrl())) {
                assertThat(client.isValid(5)).isTrue();
                postgres.close();
                assertThat(exitCode(postgres)).isZero();
                assertThat(Await.until(
                                Duration.ofSeconds(5), () -> children.stream().noneMatch(ProcessHandle::isAlive)))
                        .isTrue();
                assertThat(client.isValid(1)).isFalse();
            }
            postgres.close();
        }
    }

    /** What a killed JVM leaves behind. */
    @Test
    void aServerLeftBehindIsStoppedAndItsDataServed() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            var left = EmbeddedPostgres.start(directory, CACHE);
            query(left, "create table kept (n int)");
            try (var postgres = EmbeddedPostgres.start(directory, CACHE)) {
                assertThat(exitCode(left)).isZero();
                assertThat(query(postgres, "select count(*) from kept")).isEqualTo("0");
            }
        }
    }

    @Test
    void recoversFromAServerThatWasKilled() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            var killed = EmbeddedPostgres.start(directory, CACHE);
            query(killed, "create table kept (n int)");
            query(killed, "insert into kept values (7)");
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
            assertThat(exitCode(killed)).isNotZero();
            try (var postgres = EmbeddedPostgres.start(directory, CACHE)) {
                assertThat(query(postgres, "select n from kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void needsThePassword() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var postgres = EmbeddedPostgres.start(directory, CACHE)) {
            var wrong = postgres.jdbcUrl().replaceFirst("password=.*", "password=wrong");
            assertThatThrownBy(() -> DriverManager.getConnection(wrong).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            var first = EmbeddedPostgres.start(directory, CACHE);
            first.close();
            try (var _ = new java.net.ServerSocket(first.port(), 1, java.net.InetAddress.getLoopbackAddress());
                    var second = EmbeddedPostgres.start(directory, CACHE)) {
                assertThat(second.port()).isNotEqualTo(first.port());
                assertThat(query(second, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        var data = Files.createDirectories(folder.resolve("data/postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "14\n");
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, CACHE))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("holds data of PostgreSQL 14, but the embedded one is 17");
        }
    }

    @Test
    void halfInitialisedDataAreMadeAnew() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("data/postgres.new")).resolve("PG_VERSION"), "17\n");
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var postgres = EmbeddedPostgres.start(directory, CACHE)) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aFailedStartShowsTheLog() throws Exception {
        try (var directory = DataDirectory.open(folder.resolve("data"))) {
            EmbeddedPostgres.start(directory, CACHE).close();
            Files.writeString(directory.path().resolve("postgres/postgresql.conf"), "no_such_setting = 1\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, CACHE))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("no_such_setting");
        }
    }

    private static int exitCode(EmbeddedPostgres postgres) throws Exception {
        var code = new CompletableFuture<Integer>();
        postgres.whenEnded(code::complete);
        return code.get(5, TimeUnit.SECONDS);
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}

package dev.fettle.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.testing.OwnPostgres;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void twoThatMigrateTogetherDoItOnce() throws Exception {
        var url = PostgresServer.emptyDatabase();
        var barrier = new CyclicBarrier(2);
        try (var one = open(url);
                var two = open(url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = List.of(one, two).stream()
                    .map(database -> threads.submit((Callable<Integer>) () -> {
                        barrier.await(10, TimeUnit.SECONDS);
                        database.migrate();
                        return changeSets(database);
                    }))
                    .toList();
            for (var task : tasks) {
                assertThat(task.get(120, TimeUnit.SECONDS))
                        .isEqualTo(Migrations.changeSets().size());
            }
        } finally {
            PostgresServer.drop(url);
        }
    }

    @Test
    void aCurrentSchemaIsLeftAlone() {
        var started = System.nanoTime();
        POSTGRES.database().migrate();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        assertThat(Migrations.changeSets()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void aDeadServerIsATemporaryFailureAndComesBack() {
        try (var own = OwnPostgres.create();
                var database = open(own.url())) {
            database.migrate();
            var nodes = new NodeStore(database);
            var node = nodes.insert(Samples.node());

            own.kill();
            assertThatThrownBy(() -> nodes.find(node.uuid())).isInstanceOfSatisfying(FaultException.class, fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.TEMPORARY_FAILURE);
                assertThat(fault.text()).contains("database").doesNotContainIgnoringCase("select");
            });
            assertThat(database.answers()).isFalse();

            own.start();
            awaitAnswer(database);
            assertThat(nodes.find(node.uuid())).contains(node);
            own.restart();
            awaitAnswer(database);
            assertThat(nodes.find(node.uuid())).contains(node);
        }
    }

    @Test
    void aRefusedStatementTellsNoValues() {
        assertThatThrownBy(() -> POSTGRES.database()
                        .run(session -> session.execute(
                                "insert into nodes (driver, driver_info) values (null, '{\"password\": \"secret-value\"}')",
                                List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("23502")
                .satisfies(
                        failure -> assertThat(failure.getCause().getMessage()).doesNotContain("secret-value"));
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        var node = Samples.stored(POSTGRES.database());

        assertThatThrownBy(() -> POSTGRES.database().transaction(session -> {
                    session.execute("delete from nodes where uuid = ?", List.of(node.uuid()));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(new NodeStore(POSTGRES.database()).find(node.uuid())).contains(node);
    }

    private static Database open(String url) {
        return Database.open(url, 3, Duration.ofSeconds(2));
    }

    private static int changeSets(Database database) {
        return database.run(session ->
                        session.first("select count(*) from databasechangelog", List.of(), row -> row.getInt(1)))
                .orElseThrow();
    }

    private static void awaitAnswer(Database database) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!database.answers()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }
}

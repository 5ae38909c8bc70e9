package dev.fettle.conductor.flow;

import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.node.HistoryQuery;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.history.HistoryRecord;
import dev.fettle.model.node.NodeFields;
import dev.fettle.ring.HashRings;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Instances whose conductor is another one than before. */
class InstanceTakeoverIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void instancesOfAConductorThatLeft_areTakenOver() {
        Machine plain;
        Machine broken;
        Machine console;
        Machine silent;
        Machine blocked;
        Machine idle;
        long first;
        try (var one = new Stage(POSTGRES.database(), "cond-1")) {
            plain = one.machine().active();
            broken = one.machine().active().plays("prepare", "fail");
            console = withConsole(one.machine().active());
            silent = withConsole(one.machine().active()).plays("start_console", "fail");
            blocked = one.machine().active().maintenance(true);
            idle = one.machine().available();
            first = affinity(plain);
        }
        try (var two = new Stage(POSTGRES.database(), "cond-2", InstanceTakeoverIT::eager)) {
            var second = id("cond-2");
            assertThat(second).isNotEqualTo(first);

            taken(two, plain, second).reaches(ACTIVE).hasNoError();
            assertThat(history(plain)).contains("take over ended");
            taken(two, console, second).hasNoError();
            assertThat(console.now().require(NodeFields.CONSOLE_ENABLED)).isTrue();
            taken(two, silent, second).failedWith("The console could not be started");
            assertThat(silent.now().require(NodeFields.CONSOLE_ENABLED)).isFalse();

            var left = two.machine(broken.uuid())
                    .becomes("failed", node -> node.get(NodeFields.LAST_ERROR) != null)
                    .failedWith("lets prepare fail")
                    .reaches(ACTIVE);
            assertThat(affinity(left)).isEqualTo(first);
            left.becomes("free", node -> node.get(NodeFields.RESERVATION) == null);
            eventually(() -> left.edit(node -> node.with(NodeFields.DRIVER_INFO, Map.of())));
            taken(two, broken, second);

            assertThat(affinity(blocked)).as("of a node in maintenance").isEqualTo(first);
            assertThat(affinity(idle)).as("of a node without instance").isEqualTo(first);
            two.machine(idle.uuid()).reaches(AVAILABLE);
            two.machine(blocked.uuid()).maintenance(false);
            taken(two, blocked, second);
        }
    }

    @Test
    void ofTwoConductors_eachKeepsWhatTheRingGivesIt() {
        try (var one = new Stage(POSTGRES.database(), "cond-3", InstanceTakeoverIT::eager)) {
            var machines =
                    Stream.generate(() -> one.machine().active()).limit(8).toList();
            try (var two = new Stage(POSTGRES.database(), "cond-4", InstanceTakeoverIT::eager)) {
                var ofTwo = machines.stream()
                        .filter(machine ->
                                ring("cond-3", "cond-4", machine.uuid()).equals("cond-4"))
                        .toList();
                ofTwo.forEach(machine -> taken(two, machine, id("cond-4")));
                machines.stream()
                        .filter(machine -> !ofTwo.contains(machine))
                        .forEach(machine -> assertThat(affinity(machine)).isEqualTo(id("cond-3")));
            }
        }
    }

    private static Configuration eager(Configuration usual) {
        return usual.with(ConductorOptions.SYNC_LOCAL_STATE_INTERVAL, "0.2");
    }

    private static String ring(String one, String other, UUID node) {
        return HashRings.of(Map.of(HashRings.key("", "fake-hardware"), Set.of(one, other)), 5, "md5")
                .hostOf("", "fake-hardware", node)
                .orElseThrow();
    }

    private static Machine withConsole(Machine machine) {
        return machine.edit(node -> node.with(NodeFields.interfaceOf(InterfaceKind.CONSOLE), "scripted")
                .with(NodeFields.CONSOLE_ENABLED, true));
    }

    private static Machine taken(Stage stage, Machine machine, long by) {
        return stage.machine(machine.uuid())
                .becomes(
                        "taken over",
                        node -> Long.valueOf(by).equals(node.get(NodeFields.CONDUCTOR_AFFINITY))
                                && node.get(NodeFields.RESERVATION) == null);
    }

    /** The loop may have the node just now. */
    private static void eventually(Runnable edit) {
        Await.until("the edit", Duration.ofSeconds(20), () -> {
            try {
                edit.run();
                return true;
            } catch (AssertionError _) {
                return false;
            }
        });
    }

    private static List<String> history(Machine machine) {
        return new HistoryStore(POSTGRES.database())
                .list(HistoryQuery.of(machine.uuid())).stream()
                        .map(HistoryRecord::event)
                        .toList();
    }

    private static long id(String host) {
        return POSTGRES.database()
                .run(session -> session.first(
                        "select id from conductors where hostname = ?", List.of(host), row -> row.getLong(1)))
                .orElseThrow();
    }

    private static long affinity(Machine machine) {
        var id = machine.now().get(NodeFields.CONDUCTOR_AFFINITY);
        assertThat(id).isNotNull();
        return id == null ? 0 : id;
    }
}

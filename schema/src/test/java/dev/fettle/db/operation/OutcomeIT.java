package dev.fettle.db.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Database;
import dev.fettle.db.Samples;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Outcome.InventoryChange;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operation changes beside the row of its node. */
class OutcomeIT {
    private static final Inventory FOUND = new Inventory(Map.of("cpu", 1), Map.of());

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final Database database = POSTGRES.database();
    private final NodeStore nodes = new NodeStore(database);
    private final PortStore ports = new PortStore(database);
    private final InventoryStore inventories = new InventoryStore(database);
    private final OperationStore operations = new OperationStore(database);
    private final Node node = Samples.stored(database);
    private final Port port = port(node);
    private final Acceptance.Accepted work = (Acceptance.Accepted) operations.accept(
            Samples.work(node, OperationKind.INSPECT, "host-a"), node, Samples.nothing(), Optional.empty(), false);

    @Test
    void isWrittenWithTheEnd() {
        finish(work.lock(), outcome(port, "first").with(new InventoryChange.Kept(FOUND)));

        var after = nodes.find(node.uuid()).orElseThrow();
        assertThat(after.get(NodeFields.RESERVATION)).isNull();
        assertThat(after.get(NodeFields.DESCRIPTION)).isEqualTo("inspected");
        assertThat(after.traits()).containsExactly("CUSTOM_A", "CUSTOM_B");
        assertThat(name(port)).isEqualTo("first");
        assertThat(inventories.find(node.id())).contains(FOUND);
        assertThat(operations.find(work.operation().id()).orElseThrow().state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void canDropWhatWasFound() {
        inventories.save(work.lock(), FOUND);

        finish(work.lock(), Outcome.NONE.with(new InventoryChange.Dropped()));

        assertThat(inventories.find(node.id())).isEmpty();
    }

    @Test
    void ofALockThatWasTakenAway_isNotWritten() {
        var lock = work.lock();
        var old = new NodeLock(lock.nodeId(), lock.nodeUuid(), lock.holder(), lock.fence() - 1, lock.since());

        assertThatThrownBy(() -> finish(old, outcome(port, "second").with(new InventoryChange.Kept(FOUND))))
                .isInstanceOf(LockLostException.class);

        assertNothingWritten();
    }

    @Test
    void withAPortOfAnotherNode_isNotWritten() {
        var foreign = port(Samples.stored(database));

        assertThatThrownBy(() -> finish(work.lock(), outcome(foreign, "third").with(new InventoryChange.Kept(FOUND))))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(404));

        assertNothingWritten();
        assertThat(name(foreign)).isNull();
    }

    @Test
    void withAValueThatIsTaken_isNotWritten() {
        var other = port(Samples.stored(database));
        ports.edit(other.uuid(), it -> new Port(it.values().with(PortFields.NAME, "taken")));

        assertThatThrownBy(() -> finish(work.lock(), outcome(port, "taken").with(new InventoryChange.Kept(FOUND))))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(409));

        assertNothingWritten();
    }

    private void assertNothingWritten() {
        var after = nodes.find(node.uuid()).orElseThrow();
        assertThat(after.get(NodeFields.RESERVATION)).isEqualTo("host-a");
        assertThat(after.get(NodeFields.DESCRIPTION)).isNull();
        assertThat(after.traits()).isEmpty();
        assertThat(name(port)).isNull();
        assertThat(inventories.find(node.id())).isEmpty();
        assertThat(operations.find(work.operation().id()).orElseThrow().state()).isEqualTo(OperationState.RUNNING);
    }

    private void finish(NodeLock lock, Outcome outcome) {
        operations.finish(
                lock,
                work.operation(),
                OperationState.DONE,
                List.of(),
                Samples.nothing().with(NodeFields.DESCRIPTION, "inspected"),
                List.of(),
                Optional.empty(),
                outcome);
    }

    private static Outcome outcome(Port port, String name) {
        return Outcome.NONE
                .withTraits(List.of("CUSTOM_B", "CUSTOM_A"))
                .withPorts(List.of(port.values().with(PortFields.NAME, name)));
    }

    private Object name(Port of) {
        return ports.find(of.uuid()).orElseThrow().values().getOrNull(PortFields.NAME);
    }

    private Port port(Node of) {
        return ports.insert(new Port(Values.none(PortFields.TABLE)
                .with(PortFields.UUID, UUID.randomUUID())
                .with(PortFields.NODE_UUID, of.uuid())
                .with(
                        PortFields.ADDRESS,
                        UUID.randomUUID().toString().substring(24).replaceAll("(..)(?!$)", "$1:"))));
    }
}

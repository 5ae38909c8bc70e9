package dev.fettle.conductor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.db.part.PartEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes of ports that meet a locked node. */
class PartEditsIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void writeOfAPort_goesOnAsSoonAsItsNodeIsFree() {
        var database = POSTGRES.database();
        var operations = new OperationStore(database);
        var node = new NodeStore(database)
                .insert(Node.of(Values.none(NodeFields.TABLE)
                        .with(NodeFields.UUID, UUID.randomUUID())
                        .with(NodeFields.DRIVER, "fake-hardware")
                        .with(NodeFields.CONDUCTOR_GROUP, "")
                        .with(NodeFields.PROVISION_STATE, "available")));
        var port = new PortStore(database)
                .insert(new Port(Values.none(PortFields.TABLE)
                        .with(PortFields.UUID, UUID.randomUUID())
                        .with(PortFields.NODE_UUID, node.uuid())
                        .with(PortFields.ADDRESS, "52:54:00:00:00:09")));
        var work =
                new NewOperation(node.uuid(), OperationKind.POWER, "req-1", null, null, Map.of(), List.of(), "cond-1");
        var held = (Acceptance.Accepted)
                operations.accept(work, node, Values.none(NodeFields.TABLE), Optional.empty(), false);
        var queue = new NodeQueue(Duration.ofMinutes(1), System::nanoTime, NEVER, NEVER);
        var tries = new AtomicInteger();
        var parts = NodeParts.of(database).ports();
        var edits = new PartEdits(parts, queue);
        assertThat(parts.edit(port.uuid(), (_, before) -> before)).isInstanceOf(PartEdit.Locked.class);

        var written = CompletableFuture.supplyAsync(
                () -> {
                    tries.incrementAndGet();
                    return edits.edit(port.uuid(), (_, before) -> before.with(PortFields.NAME, "first"));
                },
                Thread::startVirtualThread);
        Await.until("the write", Duration.ofSeconds(20), () -> tries.get() == 1);
        operations.finish(
                held.lock(),
                held.operation(),
                OperationState.DONE,
                List.of(),
                Values.none(NodeFields.TABLE),
                List.of(),
                Optional.empty());

        // a release that comes before the write stands in the line is not for it: its next try finds the node free
        Await.until("the port", Duration.ofSeconds(20), () -> {
            queue.released(node.uuid());
            return written.isDone();
        });
        assertThat(written.join().require(PortFields.NAME)).isEqualTo("first");
    }
}

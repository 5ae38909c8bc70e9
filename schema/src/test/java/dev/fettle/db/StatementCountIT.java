package dev.fettle.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Resumption;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Round trips are what a request costs: none may creep in. */
class StatementCountIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final NodeStore nodes = new NodeStore(POSTGRES.database());
    private final PortStore ports = new PortStore(POSTGRES.database());
    private final OperationStore operations = new OperationStore(POSTGRES.database());

    @Test
    void readsAreOneStatement() {
        var node = Samples.stored(POSTGRES.database());
        for (var i = 0; i < 20; i++) {
            nodes.editTraits(Samples.stored(POSTGRES.database()).uuid(), _ -> List.of("CUSTOM_A"));
        }
        var query =
                new NodeQuery(List.of(), new LinkedHashSet<>(NodeFields.TABLE.fields()), NodeFields.ID, false, null, 0);

        assertThat(statements(() -> nodes.find(node.uuid()))).isEqualTo(1);
        assertThat(statements(() -> nodes.list(query))).isEqualTo(2); // the second for traits
        assertThat(nodes.list(query)).hasSizeGreaterThan(20);
        assertThat(statements(() -> ports.ofNode(node.uuid()))).isEqualTo(1);
        assertThat(statements(() -> operations.open(node.uuid()))).isEqualTo(1);
    }

    @Test
    void shortWritesAreTwoStatements() {
        var node = Samples.stored(POSTGRES.database());

        assertThat(statements(() -> nodes.edit(node.uuid(), it -> it.with(NodeFields.OWNER, "o"))))
                .isEqualTo(2);
        assertThat(statements(() -> nodes.edit(node.uuid(), it -> it))).isEqualTo(1);
        assertThat(statements(() -> nodes.noteInternal(node.uuid(), Map.of("a", "b"))))
                .isEqualTo(1);
    }

    @Test
    void transitionsAreOneRoundTrip() {
        var node = Samples.stored(POSTGRES.database());
        var changes = Samples.nothing().with(NodeFields.LAST_ERROR, "x");
        var line = Samples.entry("moved");

        var accepted = new Acceptance.Accepted[1];
        var accept = cost(() -> accepted[0] = (Acceptance.Accepted) operations.accept(
                Samples.work(node, OperationKind.DEPLOY, "h"), node, changes, Optional.of(line), true));
        assertThat(accept).isEqualTo(new Cost(4, 1));
        var lock = accepted[0].lock();
        var op = accepted[0].operation();
        var runs = List.of(Samples.run(0, "done"), Samples.run(1, null));

        assertThat(cost(() -> nodes.save(lock, changes))).isEqualTo(new Cost(1, 1));
        assertThat(cost(() -> operations.checkpoint(lock, op, List.of(), Samples.nothing())))
                .isEqualTo(new Cost(1, 1));
        assertThat(cost(() -> operations.checkpoint(lock, op, runs, changes))).isEqualTo(new Cost(3, 1));
        assertThat(cost(() -> operations.park(lock, op, Duration.ofMinutes(1), runs, changes, Optional.of(line))))
                .isEqualTo(new Cost(4, 1));
        assertThat(cost(() -> operations.touch(node.uuid(), Duration.ofMinutes(1))))
                .isEqualTo(new Cost(1, 1));
        assertThat(operations.open(node.uuid()).orElseThrow().state()).isEqualTo(OperationState.WAITING);
        var resumed = new Resumption.Resumed[1];
        assertThat(cost(() ->
                        resumed[0] = (Resumption.Resumed) operations.resume(op.id(), "h", changes, Optional.of(line))))
                .isEqualTo(new Cost(4, 2));
        assertThat(cost(() -> operations.finish(
                        resumed[0].lock(),
                        resumed[0].operation(),
                        OperationState.DONE,
                        runs,
                        changes,
                        List.of(line),
                        Optional.of(Samples.work(node, OperationKind.CLEAN, "h")))))
                .isEqualTo(new Cost(5, 1));
    }

    /** @param roundTrips without the commit */
    private record Cost(long statements, long roundTrips) {}

    private static Cost cost(Supplier<?> call) {
        var before = new Cost(Session.statements(), Session.roundTrips());
        assertThat(call.get()).isNotNull();
        return new Cost(Session.statements() - before.statements(), Session.roundTrips() - before.roundTrips());
    }

    private static long statements(Supplier<?> call) {
        return cost(call).statements();
    }
}

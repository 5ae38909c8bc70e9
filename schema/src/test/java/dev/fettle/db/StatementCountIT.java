package dev.fettle.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
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
        assertThat(statements(() -> nodes.list(query))).isEqualTo(1);
        assertThat(nodes.list(query)).hasSizeGreaterThan(20);
        assertThat(statements(() -> ports.ofNode(node.uuid()))).isEqualTo(1);
        assertThat(statements(() -> operations.open(node.uuid()))).isEqualTo(1);
    }

    @Test
    void writesAreFew() {
        var node = Samples.stored(POSTGRES.database());
        var changes = Samples.nothing().with(NodeFields.LAST_ERROR, "x");

        assertThat(statements(() -> nodes.edit(node.uuid(), it -> it.with(NodeFields.OWNER, "o"))))
                .isEqualTo(2);
        var accepted = new Acceptance.Accepted[1];
        assertThat(statements(() -> accepted[0] = (Acceptance.Accepted) operations.accept(
                        Samples.work(node, OperationKind.DEPLOY, "h"), node, changes, Optional.empty(), false)))
                .isEqualTo(2);
        var lock = accepted[0].lock();
        var op = accepted[0].operation();
        assertThat(statements(() -> nodes.save(lock, changes))).isEqualTo(1);
        assertThat(statements(() -> operations.checkpoint(lock, op, List.of(), Samples.nothing())))
                .isEqualTo(1);
        assertThat(statements(() -> operations.checkpoint(lock, op, List.of(), changes)))
                .isEqualTo(2);
        assertThat(statements(
                        () -> operations.park(lock, op, Duration.ofMinutes(1), List.of(), changes, Optional.empty())))
                .isEqualTo(2);
        assertThat(statements(() -> operations.touch(node.uuid(), Duration.ofMinutes(1))))
                .isEqualTo(1);
        assertThat(operations.open(node.uuid()).orElseThrow().state()).isEqualTo(OperationState.WAITING);
    }

    private static long statements(Supplier<?> call) {
        var before = Session.statements();
        var result = call.get();
        assertThat(result).isNotNull();
        return Session.statements() - before;
    }
}

package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.HistoryQuery;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepSpec;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions whose effect must not happen twice, taken over from a conductor that died in the middle. */
class InterruptedActionIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static RunningConductor conductor;

    @BeforeAll
    static void start() {
        conductor = new RunningConductor(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        conductor.close();
    }

    @Test
    void nmi_whoseConductorDied_isNotSentAgain() {
        var node = conductor.created();
        var members = new ConductorStore(POSTGRES.database());
        var dead = UUID.randomUUID();
        members.register("dead", dead, "", List.of(), Duration.ofHours(1));
        var work = new NewOperation(
                node.uuid(),
                OperationKind.NMI,
                "req-dead",
                null,
                null,
                Map.of(),
                List.of(StepSpec.conductor("inject_nmi", Map.of())),
                "dead");
        var begun = (Acceptance.Accepted) new OperationStore(POSTGRES.database())
                .accept(work, node, Values.none(NodeFields.TABLE), Optional.empty(), false);
        var mark = begun.operation().uuid().toString();
        new NodeStore(POSTGRES.database())
                .save(
                        begun.lock(),
                        node.withInternal("action_begun", mark).values().changesFrom(node.values()));

        members.renew("dead", dead, Duration.ofSeconds(-1));

        var after = conductor.await(node, it -> true);
        assertThat(after.internalInfo()).doesNotContainKey("action_begun");
        assertThat(new HistoryStore(POSTGRES.database()).list(HistoryQuery.of(node.uuid())))
                .anySatisfy(line -> assertThat(line.event())
                        .contains("inject nmi failed")
                        .contains("not known whether it took effect"));
    }
}

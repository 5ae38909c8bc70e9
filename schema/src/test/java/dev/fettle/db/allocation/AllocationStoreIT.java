package dev.fettle.db.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AllocationStoreIT {
    private static final long ME = 1;

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final AllocationStore allocations = new AllocationStore(POSTGRES.database());
    private final NodeStore nodes = new NodeStore(POSTGRES.database());
    private final OperationStore operations = new OperationStore(POSTGRES.database());

    /** A class of its own for each test, so that none takes the nodes of another. */
    private final String resourceClass = "class-" + UUID.randomUUID();

    @Test
    void assign_writesBothSides() {
        var node = node(it -> it.with(NodeFields.INSTANCE_INFO, Map.of("kept", 1)));
        nodes.editTraits(node.uuid(), _ -> List.of("CUSTOM_A", "CUSTOM_B"));
        var wish = wish(it -> it.with(AllocationFields.TRAITS, List.of("CUSTOM_B")));

        assertThat(allocations.assign(wish)).isInstanceOf(Assignment.Assigned.class);

        var stored = allocations.find(wish.uuid()).orElseThrow();
        assertThat(stored.is(AllocationState.ACTIVE)).isTrue();
        assertThat(stored.get(AllocationFields.NODE_UUID)).isEqualTo(node.uuid());
        var after = nodes.find(node.uuid()).orElseThrow();
        assertThat(after.get(NodeFields.INSTANCE_UUID)).isEqualTo(wish.uuid());
        assertThat(after.get(NodeFields.ALLOCATION_UUID)).isEqualTo(wish.uuid());
        assertThat(after.instanceInfo()).isEqualTo(Map.of("kept", 1, "traits", List.of("CUSTOM_B")));
        assertThat(allocations.assign(wish))
                .as("it has a node")
                .isInstanceOfAny(Assignment.Gone.class, Assignment.NoCandidate.class);
    }

    @Test
    void assign_fiftyAtOnceForThirtyNodes_noNodeIsGivenTwice() throws Exception {
        for (var i = 0; i < 30; i++) {
            node(it -> it);
        }
        var work = new ArrayList<Callable<Assignment>>();
        for (var i = 0; i < 50; i++) {
            var wish = wish(it -> it);
            work.add(() -> untilDecided(wish));
        }
        var given = new HashSet<UUID>();
        var refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(work)) {
                switch (result.get()) {
                    case Assignment.Assigned(var it) ->
                        assertThat(given.add(allocations
                                        .find(it.uuid())
                                        .orElseThrow()
                                        .require(AllocationFields.NODE_UUID)))
                                .isTrue();
                    case Assignment.NoCandidate(var reason) -> {
                        assertThat(reason).contains("none are free of an instance");
                        refused++;
                    }
                    case Assignment.Busy _, Assignment.Gone _ -> throw new AssertionError(result.get());
                }
            }
        }
        assertThat(given).hasSize(30);
        assertThat(refused).isEqualTo(20);
    }

    @Test
    void assign_prefersTheNodeOfItsName() {
        for (var i = 0; i < 10; i++) {
            node(it -> it);
        }
        var name = "n-" + UUID.randomUUID();
        var named = node(it -> it.with(NodeFields.NAME, name));

        var wish = wish(it -> it.with(AllocationFields.NAME, name));

        assertThat(allocations.assign(wish)).isInstanceOf(Assignment.Assigned.class);
        assertThat(allocations.find(wish.uuid()).orElseThrow().get(AllocationFields.NODE_UUID))
                .isEqualTo(named.uuid());
    }

    @Test
    void assign_aNodeWhoseLockIsHeldIsNotTaken() {
        var node = node(it -> it);
        var wish = wish(it -> it);
        var accepted = (Acceptance.Accepted) operations.accept(
                Samples.work(node, OperationKind.POWER, "h"), node, Samples.nothing(), Optional.empty(), false);

        assertThat(allocations.assign(wish)).isEqualTo(new Assignment.Busy(1));
        operations.finish(
                accepted.lock(),
                accepted.operation(),
                OperationState.DONE,
                List.of(),
                Samples.nothing(),
                List.of(),
                Optional.empty());

        assertThat(allocations.assign(wish)).isInstanceOf(Assignment.Assigned.class);
    }

    @Test
    void assign_saysWhichFilterLeftNothing() {
        assertThat(reasonOf(wish(it -> it))).matches("of \\d+ nodes, none have resource class " + resourceClass);

        var first = node(it -> it.with(NodeFields.POWER_STATE, null).with(NodeFields.OWNER, "p1"));
        assertThat(reasonOf(wish(it -> it)))
                .startsWith("of 1 nodes that have resource class " + resourceClass)
                .endsWith("none have a known power state");
        assertThat(reasonOf(wish(it -> it.with(AllocationFields.OWNER, "stranger"))))
                .as("nothing of nodes of others")
                .isEqualTo("of 0 nodes, none have resource class " + resourceClass);
        nodes.edit(first.uuid(), it -> it.with(NodeFields.MAINTENANCE, true));
        assertThat(reasonOf(wish(it -> it))).endsWith("none are not in maintenance");
        assertThat(reasonOf(wish(it -> it.with(AllocationFields.TRAITS, List.of("CUSTOM_X", "CUSTOM_Y")))))
                .endsWith("none have all of the traits CUSTOM_X, CUSTOM_Y");
        assertThat(reasonOf(wish(it -> it.with(
                        AllocationFields.CANDIDATE_NODES,
                        List.of(UUID.randomUUID().toString())))))
                .endsWith("none are among the candidate nodes");
        nodes.edit(first.uuid(), it -> it.with(NodeFields.PROVISION_STATE, "manageable"));
        assertThat(reasonOf(wish(it -> it))).endsWith("none are in state available");
    }

    @Test
    void assign_lesseesOwnersAndCandidates() {
        node(it -> it.with(NodeFields.OWNER, "p1"));
        var leased = node(it -> it.with(NodeFields.LESSEE, "p2"));
        node(it -> it.with(NodeFields.LESSEE, "p2").with(NodeFields.PARENT_NODE, leased.uuid()));

        var mine = wish(it -> it.with(AllocationFields.OWNER, "p2")
                .with(AllocationFields.CANDIDATE_NODES, List.of(leased.uuid().toString())));

        assertThat(allocations.assign(mine)).isInstanceOf(Assignment.Assigned.class);
        assertThat(allocations.assign(wish(it -> it.with(AllocationFields.OWNER, "p2"))))
                .as("a child is nobody's machine")
                .isInstanceOf(Assignment.NoCandidate.class);
    }

    @Test
    void assign_ofAnotherConductorOrDeleted_isGone() {
        node(it -> it);
        var wish = wish(it -> it);
        var taken = allocations.claim(wish, 2).orElseThrow();

        assertThat(allocations.assign(wish)).isEqualTo(new Assignment.Gone());
        assertThat(allocations.fail(wish, "x")).isFalse();
        assertThat(allocations.claim(wish, 3)).isEmpty();
        allocations.remove(wish.uuid(), _ -> {});
        assertThat(allocations.assign(taken)).isEqualTo(new Assignment.Gone());
        assertThat(allocations.assign(wish(it -> it))).isInstanceOf(Assignment.Assigned.class);
    }

    @Test
    void unfinished_areThoseOfTheDeadAndOnesOwn() {
        var conductors = new ConductorStore(POSTGRES.database());
        var me = conductors.register("me", UUID.randomUUID(), "", List.of(), Duration.ofHours(1));
        var alive = conductors.register("alive", UUID.randomUUID(), "", List.of(), Duration.ofHours(1));
        var dead = conductors.register("dead", UUID.randomUUID(), "", List.of(), Duration.ZERO);
        var mine = wish(it -> it.with(AllocationFields.CONDUCTOR_AFFINITY, me));
        var others = wish(it -> it.with(AllocationFields.CONDUCTOR_AFFINITY, alive));
        var orphan = wish(it -> it.with(AllocationFields.CONDUCTOR_AFFINITY, dead));
        var failed = wish(it -> it.with(AllocationFields.CONDUCTOR_AFFINITY, dead));
        allocations.fail(failed, "no");

        assertThat(allocations.unfinished(me, 1000))
                .extracting(Allocation::uuid)
                .contains(mine.uuid(), orphan.uuid())
                .doesNotContain(others.uuid(), failed.uuid());
        assertThat(allocations.find(failed.uuid()).orElseThrow().get(AllocationFields.LAST_ERROR))
                .isEqualTo("no");
    }

    @Test
    void theInstanceLeavesWithTheAllocation_andTheOtherWayRound() {
        var node = node(it -> it);
        var first = wish(it -> it);
        allocations.assign(first);

        assertThatThrownBy(() -> allocations.remove(first.uuid(), _ -> {
                    throw new FaultException(FaultCode.INVALID_STATE, "not now");
                }))
                .hasMessage("not now");
        allocations.remove(first.uuid(), it -> assertThat(it.uuid()).isEqualTo(node.uuid()));
        assertThat(allocations.find(first.uuid())).isEmpty();
        assertFree(node);

        var second = wish(it -> it);
        allocations.assign(second);
        nodes.edit(node.uuid(), it -> it.with(NodeFields.INSTANCE_UUID, null));
        assertThat(allocations.find(second.uuid())).isEmpty();
        assertFree(node);

        var third = wish(it -> it);
        allocations.assign(third);
        nodes.delete(node.uuid(), _ -> {});
        assertThat(allocations.find(third.uuid())).isEmpty();
        assertThatThrownBy(() -> allocations.remove(third.uuid(), _ -> {}))
                .hasMessage("Allocation " + third.uuid() + " could not be found.");
    }

    @Test
    void backfill_tiesWhatIsInUse() {
        var instance = UUID.randomUUID();
        var node = node(it -> it.with(NodeFields.PROVISION_STATE, "active").with(NodeFields.INSTANCE_UUID, instance));
        var other = node(it -> it.with(NodeFields.PROVISION_STATE, "active"));
        var wish = allocation().with(AllocationFields.UUID, instance);

        assertThatThrownBy(() -> allocations.backfill(wish, other.uuid(), _ -> {}))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.INSTANCE_ASSOCIATED));
        assertThat(allocations.find(instance)).isEmpty();

        assertThat(allocations.backfill(wish, node.uuid(), _ -> {})).isInstanceOf(AllocationEdit.Done.class);
        assertThat(allocations.find(instance).orElseThrow().get(AllocationFields.NODE_UUID))
                .isEqualTo(node.uuid());
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.ALLOCATION_UUID))
                .isEqualTo(instance);
    }

    private Assignment untilDecided(Allocation wish) {
        for (var tries = 0; tries < 10_000; tries++) {
            var result = allocations.assign(wish);
            if (!(result instanceof Assignment.Busy)) {
                return result;
            }
        }
        throw new AssertionError("never decided");
    }

    private void assertFree(Node node) {
        var now = nodes.find(node.uuid()).orElseThrow();
        assertThat(now.get(NodeFields.INSTANCE_UUID)).isNull();
        assertThat(now.get(NodeFields.ALLOCATION_ID)).isNull();
    }

    private String reasonOf(Allocation wish) {
        return ((Assignment.NoCandidate) allocations.assign(wish)).reason();
    }

    private Node node(UnaryOperator<Node> change) {
        return nodes.insert(change.apply(Samples.node()
                .with(NodeFields.RESOURCE_CLASS, resourceClass)
                .with(NodeFields.PROVISION_STATE, "available")
                .with(NodeFields.POWER_STATE, "power off")));
    }

    private Allocation wish(UnaryOperator<Allocation> change) {
        return allocations.insert(change.apply(allocation()));
    }

    private Allocation allocation() {
        return new Allocation(Values.none(AllocationFields.TABLE)
                .with(AllocationFields.UUID, UUID.randomUUID())
                .with(AllocationFields.RESOURCE_CLASS, resourceClass)
                .with(AllocationFields.CONDUCTOR_AFFINITY, ME)
                .with(AllocationFields.NAME, null)
                .with(AllocationFields.OWNER, null)
                .with(AllocationFields.TRAITS, List.of())
                .with(AllocationFields.CANDIDATE_NODES, List.of()));
    }
}

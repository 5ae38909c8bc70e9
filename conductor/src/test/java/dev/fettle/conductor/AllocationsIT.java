package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.allocation.CreateAllocation;
import dev.fettle.rpc.allocation.DestroyAllocation;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Allocations asked for by RPC, with a real database. */
class AllocationsIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;
    private static AllocationStore allocations;

    /** A class of its own for each test, so that none takes the nodes of another. */
    private final String resourceClass = "class-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        var config = Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake")
                .with(ConductorOptions.CHECK_ALLOCATIONS_INTERVAL, "0.1");
        transport = new LocalTransport(config);
        nodes = new NodeStore(POSTGRES.database());
        allocations = new AllocationStore(POSTGRES.database());
        conductor = new ConductorServer(config, POSTGRES.database(), transport, Clock.systemUTC());
        conductor.start();
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void fiftyAtOnceForThirtyNodes() throws Exception {
        for (var i = 0; i < 30; i++) {
            node(it -> it);
        }
        var calls = new ArrayList<Callable<Allocation>>();
        for (var i = 0; i < 50; i++) {
            calls.add(() -> create(it -> it));
        }
        var asked = new ArrayList<Allocation>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                asked.add(answer.get());
            }
        }
        assertThat(asked).allMatch(it -> it.is(AllocationState.ALLOCATING));

        var ended = asked.stream().map(AllocationsIT::ended).toList();

        var active = ended.stream().filter(it -> it.is(AllocationState.ACTIVE)).toList();
        assertThat(active).hasSize(30);
        assertThat(active)
                .extracting(it -> it.get(AllocationFields.NODE_UUID))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        for (var it : active) {
            var node = nodes.find(it.require(AllocationFields.NODE_UUID)).orElseThrow();
            assertThat(node.get(NodeFields.INSTANCE_UUID)).isEqualTo(it.uuid());
            assertThat(node.get(NodeFields.ALLOCATION_UUID)).isEqualTo(it.uuid());
        }
        assertThat(ended.stream().filter(it -> it.is(AllocationState.ERROR)))
                .hasSize(20)
                .allSatisfy(it -> {
                    assertThat(it.get(AllocationFields.LAST_ERROR))
                            .startsWith("Failed to process allocation " + it.uuid())
                            .contains("none are free of an instance");
                    assertThat(it.get(AllocationFields.NODE_UUID)).isNull();
                });
    }

    @Test
    void whatADeadConductorLeft_isFinished() {
        var node = node(it -> it);
        var dead = new ConductorStore(POSTGRES.database())
                .register("cond-dead", UUID.randomUUID(), "", List.of(), Duration.ZERO);

        var left = allocations.insert(
                wish().with(AllocationFields.CONDUCTOR_AFFINITY, dead).with(AllocationFields.STATE, "allocating"));

        var ended = ended(left);
        assertThat(ended.get(AllocationFields.NODE_UUID)).isEqualTo(node.uuid());
        assertThat(ended.get(AllocationFields.CONDUCTOR_AFFINITY)).isNotEqualTo(dead);
    }

    @Test
    void whatALivingConductorWorksOn_isLeftAlone() {
        node(it -> it);
        var alive = new ConductorStore(POSTGRES.database())
                .register("cond-alive", UUID.randomUUID(), "", List.of(), Duration.ofHours(1));
        var theirs = allocations.insert(wish().with(AllocationFields.CONDUCTOR_AFFINITY, alive));
        var dead = new ConductorStore(POSTGRES.database())
                .register("cond-dead-2", UUID.randomUUID(), "", List.of(), Duration.ZERO);
        var later = allocations.insert(wish().with(AllocationFields.RESOURCE_CLASS, "none-has-it")
                .with(AllocationFields.CONDUCTOR_AFFINITY, dead));

        ended(later); // the look that found this one passed over the other

        assertThat(allocations.find(theirs.uuid()).orElseThrow().is(AllocationState.ALLOCATING))
                .isTrue();
    }

    @Test
    void tearDown_endsTheAllocation() {
        var node = node(it -> it);
        var allocation = ended(create(it -> it.with(AllocationFields.TRAITS, List.of())));
        call(new DeployNode(node.uuid(), false, null, null));
        await(node, ProvisionState.ACTIVE);

        assertThatThrownBy(() -> call(new DestroyAllocation(allocation)))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_STATE);
                    assertThat(fault.text()).contains("is in state active");
                });
        assertThatThrownBy(() -> call(withoutInstance(node)))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_STATE));

        call(new TearDownNode(node.uuid()));
        await(node, ProvisionState.AVAILABLE);

        assertThat(allocations.find(allocation.uuid())).isEmpty();
        assertFree(node);
    }

    @Test
    void destroy_freesTheNode_evenAnActiveOneInMaintenance() {
        var node = node(it -> it);
        var first = ended(create(it -> it));
        call(new DestroyAllocation(first));
        assertThat(allocations.find(first.uuid())).isEmpty();
        assertFree(node);
        assertThatThrownBy(() -> call(new DestroyAllocation(first)))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.ALLOCATION_NOT_FOUND));

        var second = ended(create(it -> it));
        nodes.edit(
                node.uuid(), it -> it.with(NodeFields.PROVISION_STATE, "active").with(NodeFields.MAINTENANCE, true));
        call(new DestroyAllocation(second));
        assertFree(node);
    }

    @Test
    void theInstanceTakenOffByPatch_endsTheAllocation() {
        var node = node(it -> it);
        var allocation = ended(create(it -> it));

        var after = Objects.requireNonNull(call(withoutInstance(node)));

        assertThat(after.get(NodeFields.ALLOCATION_UUID)).isNull();
        assertThat(allocations.find(allocation.uuid())).isEmpty();
    }

    @Test
    void backfill_ofAnActiveNode() {
        var instance = UUID.randomUUID();
        var node = node(it -> it.with(NodeFields.PROVISION_STATE, "active").with(NodeFields.INSTANCE_UUID, instance));
        var wish = wish().with(AllocationFields.RESOURCE_CLASS, null)
                .with(AllocationFields.UUID, instance)
                .with(AllocationFields.NODE_ID, node.id());

        var refused = List.of(
                wish.with(AllocationFields.RESOURCE_CLASS, "other"),
                wish.with(AllocationFields.TRAITS, List.of("CUSTOM_NO")),
                wish.with(
                        AllocationFields.CANDIDATE_NODES,
                        List.of(UUID.randomUUID().toString())),
                wish.with(AllocationFields.OWNER, "stranger"));
        for (var each : refused) {
            assertThatThrownBy(() -> call(new CreateAllocation(each)))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.code()).isEqualTo(FaultCode.ALLOCATION_FAILED));
        }
        assertThatThrownBy(() -> call(new CreateAllocation(wish.with(AllocationFields.UUID, UUID.randomUUID()))))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.NODE_ASSOCIATED));
        assertThat(allocations.find(instance)).isEmpty();

        var made = Objects.requireNonNull(call(new CreateAllocation(wish)));

        assertThat(made.is(AllocationState.ACTIVE)).isTrue();
        assertThat(made.get(AllocationFields.NODE_UUID)).isEqualTo(node.uuid());
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.ALLOCATION_UUID))
                .isEqualTo(instance);
    }

    @Test
    void backfill_ofANodeThatIsNotActive_leavesNothing() {
        var node = node(it -> it);
        var wish = wish().with(AllocationFields.NODE_UUID, node.uuid());

        assertThatThrownBy(() -> call(new CreateAllocation(wish)))
                .hasMessageContaining("is in state available")
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(500));

        assertThat(allocations.find(wish.uuid())).isEmpty();
    }

    @Test
    void create_withoutResourceClassOrWithATakenName() {
        assertThatThrownBy(() -> create(it -> it.with(AllocationFields.RESOURCE_CLASS, null)))
                .hasMessageContaining("resource_class");
        var name = "a-" + UUID.randomUUID();
        ended(create(it -> it.with(AllocationFields.NAME, name)));
        assertThatThrownBy(() -> create(it -> it.with(AllocationFields.NAME, name)))
                .hasMessage("An allocation with name " + name + " already exists.");
    }

    private static PatchNode withoutInstance(Node node) {
        return new PatchNode(node.uuid(), List.of(Map.of("op", "remove", "path", "/instance_uuid")), false, null);
    }

    private static Allocation ended(Allocation allocation) {
        Await.until(
                "the search ends",
                Duration.ofSeconds(20),
                () -> !allocations.find(allocation.uuid()).orElseThrow().is(AllocationState.ALLOCATING));
        return allocations.find(allocation.uuid()).orElseThrow();
    }

    private static void await(Node node, ProvisionState state) {
        Await.until("state " + state, Duration.ofSeconds(20), () -> {
            var now = nodes.find(node.uuid()).orElseThrow();
            return now.provisionState() == state && now.get(NodeFields.RESERVATION) == null;
        });
    }

    private static void assertFree(Node node) {
        var now = nodes.find(node.uuid()).orElseThrow();
        assertThat(now.get(NodeFields.INSTANCE_UUID)).isNull();
        assertThat(now.get(NodeFields.ALLOCATION_ID)).isNull();
    }

    private Allocation create(UnaryOperator<Allocation> change) {
        return Objects.requireNonNull(call(new CreateAllocation(change.apply(wish()))));
    }

    private Allocation wish() {
        return new Allocation(Values.none(AllocationFields.TABLE)
                .with(AllocationFields.UUID, UUID.randomUUID())
                .with(AllocationFields.RESOURCE_CLASS, resourceClass));
    }

    private Node node(UnaryOperator<Node> change) {
        var defaults = Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.RESOURCE_CLASS, resourceClass)
                .with(NodeFields.POWER_STATE, "power off")
                .with(NodeFields.PROVISION_STATE, "available");
        return nodes.insert(change.apply(defaults));
    }

    private static <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }
}

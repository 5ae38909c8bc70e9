package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.node.HistoryQuery;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DestroyNodeIf;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.ValidateNode;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job on fake hardware, asked for by RPC, with a real database. */
class ConductorIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;

    @BeforeAll
    static void start() {
        var config = Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake")
                .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2");
        transport = new LocalTransport(config);
        nodes = new NodeStore(POSTGRES.database());
        conductor = new ConductorServer(config, POSTGRES.database(), transport, Clock.systemUTC());
        conductor.start();
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void node_goesFromEnrollToActiveAndBack() {
        var node = created();
        assertThat(node.provisionState()).isEqualTo(ProvisionState.ENROLL);
        assertThat(node.get(NodeFields.RESERVATION)).isNull();

        call(new DoProvisioningAction(node.uuid(), "manage"));
        await(node, ProvisionState.MANAGEABLE);
        call(new InspectNode(node.uuid()));
        await(node, ProvisionState.MANAGEABLE);
        call(new DoProvisioningAction(node.uuid(), "provide"));
        await(node, ProvisionState.AVAILABLE);
        call(new DeployNode(node.uuid(), false, Map.of("meta_data", Map.of("name", "n1")), null));
        var active = await(node, ProvisionState.ACTIVE);
        assertThat(active.instanceInfo()).containsKey("configdrive");
        assertThat(active.require(NodeFields.DEPLOY_STEP)).isEmpty();
        call(new DeployNode(node.uuid(), true, null, null));
        await(node, ProvisionState.ACTIVE);
        call(new TearDownNode(node.uuid()));
        var back = await(node, ProvisionState.AVAILABLE);
        assertThat(back.instanceInfo()).isEmpty();
        assertThat(back.get(NodeFields.LAST_ERROR)).isNull();
        assertThat(new HistoryStore(POSTGRES.database()).list(HistoryQuery.of(node.uuid())))
                .extracting(line -> line.event())
                .contains("deploy started: available -> deploying", "deploy ended: deploying -> active");
        call(new DestroyNode(node.uuid()));
        assertThat(nodes.find(node.uuid())).isEmpty();
    }

    @Test
    void power_changesAndIsNoted() {
        var node = created();

        call(new ChangeNodePowerState(node.uuid(), "power on", null));

        var on = await(
                node,
                it -> it.get(NodeFields.TARGET_POWER_STATE) == null
                        && it.get(NodeFields.RESERVATION) == null
                        && "power on".equals(it.get(NodeFields.POWER_STATE)));
        assertThat(on.get(NodeFields.LAST_ERROR)).isNull();
    }

    @Test
    void manualCleaning_endsManageable() {
        var node = created();
        call(new DoProvisioningAction(node.uuid(), "manage"));
        await(node, ProvisionState.MANAGEABLE);

        call(new CleanNode(node.uuid(), List.of(Map.of("interface", "vendor", "step", "log_passthrough")), null));

        await(node, it -> it.provisionState() == ProvisionState.MANAGEABLE && it.get(NodeFields.RESERVATION) == null);
    }

    @Test
    void setBootDevice_unsupported_failsForTheCallerOnly() {
        var node = created();

        assertThatThrownBy(() -> call(new SetBootDevice(node.uuid(), "floppy", false)))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(400));

        var after = await(node, it -> it.get(NodeFields.RESERVATION) == null);
        assertThat(after.get(NodeFields.LAST_ERROR)).isNull();
    }

    @Test
    void validate_saysForEachInterfaceWhetherItCouldWork() {
        var results = call(new ValidateNode(created().uuid()));

        assertThat(results)
                .containsKeys("power", "deploy", "management", "network")
                .doesNotContainKey("vendor");
        assertThat(results.get("power")).containsEntry("result", true);
    }

    @Test
    void verbInTheWrongState_isRefusedInKnownWords() {
        var node = created();

        assertThatThrownBy(() -> call(new DeployNode(node.uuid(), false, null, null)))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_STATE_REQUESTED);
                    assertThat(fault.text()).contains("\"deploy\"").contains("\"enroll\"");
                });
    }

    @Test
    void patches_of32ClientsAtOnce_areAllKept() throws InterruptedException {
        var node = created();
        var done = new CountDownLatch(32);

        for (var i = 0; i < 32; i++) {
            var key = "key" + i;
            Thread.ofVirtual().start(() -> {
                call(new PatchNode(
                        node.uuid(), List.of(Map.of("op", "add", "path", "/extra/" + key, "value", key)), false, null));
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(nodes.find(node.uuid()).orElseThrow().require(NodeFields.EXTRA))
                .hasSize(32);
    }

    @Test
    void aWriteThatDependsOnARevision_isRefusedOnceTheNodeHasAnother() {
        var node = created();
        var seen = node.require(NodeFields.REVISION);
        var patch = List.<Map<String, Object>>of(Map.of("op", "add", "path", "/extra/a", "value", 1));

        var patched = Objects.requireNonNull(call(new PatchNode(node.uuid(), patch, false, seen)));

        assertThat(patched.require(NodeFields.REVISION)).isGreaterThan(seen);
        assertThatThrownBy(() -> call(new PatchNode(node.uuid(), patch, false, seen)))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.PRECONDITION_FAILED));
        assertThatThrownBy(() -> call(new DestroyNodeIf(node.uuid(), seen)))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.PRECONDITION_FAILED));
        call(new DestroyNodeIf(node.uuid(), patched.require(NodeFields.REVISION)));
        assertThat(nodes.find(node.uuid())).isEmpty();
    }

    @Test
    void manyNodes_goRoundTogether() {
        var all = new ArrayList<Node>();
        for (var i = 0; i < 20; i++) {
            all.add(created());
        }
        all.forEach(node -> call(new DoProvisioningAction(node.uuid(), "manage")));
        all.forEach(node -> await(node, ProvisionState.MANAGEABLE));
        all.forEach(node -> call(new DoProvisioningAction(node.uuid(), "provide")));
        all.forEach(node -> await(node, ProvisionState.AVAILABLE));
        all.forEach(node -> call(new DeployNode(node.uuid(), false, null, null)));
        all.forEach(node -> await(node, ProvisionState.ACTIVE));
    }

    private static Node created() {
        return call(new CreateNode(Node.of(Values.none(NodeFields.TABLE).with(NodeFields.DRIVER, "fake-hardware"))));
    }

    private static <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }

    private static Node await(Node node, ProvisionState state) {
        return await(node, it -> it.provisionState() == state && it.get(NodeFields.RESERVATION) == null);
    }

    private static Node await(Node node, Predicate<Node> condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            var now = nodes.find(node.uuid()).orElseThrow();
            if (condition.test(now)) {
                return now;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("not reached: "
                + nodes.find(node.uuid())
                        .map(it -> it.provisionState() + " " + it.get(NodeFields.LAST_ERROR))
                        .orElseThrow());
    }
}

package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.agent.ContinueInspection;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Inspection by an agent, on fake hardware, with a real database. */
class AgentInspectionIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;
    private static PortStore ports;

    @BeforeAll
    static void start() {
        transport = new LocalTransport(Configuration.defaults());
        nodes = new NodeStore(POSTGRES.database());
        ports = new PortStore(POSTGRES.database());
        conductor = started(POSTGRES.database(), transport, "1800");
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void report_makesPortsAndPropertiesAndEndsTheInspection() {
        var node = waiting();
        var boots = mac();
        var idle = mac();
        var known = mac();
        ports.insert(new Port(Values.none(PortFields.TABLE)
                .with(PortFields.UUID, UUID.randomUUID())
                .with(PortFields.NODE_UUID, node.uuid())
                .with(PortFields.ADDRESS, known)
                .with(PortFields.PXE_ENABLED, true)));
        assertThat(node.get(NodeFields.POWER_STATE)).isEqualTo("power on");
        assertThat(node.internalInfo()).containsKey("lookup_bmc_addresses");

        call(new ContinueInspection(
                node.uuid(),
                Map.of(
                        "interfaces",
                        List.of(nic("eth0", boots), nic("eth1", idle), nic("eth2", known), nic("lo", mac())),
                        "cpu",
                        Map.of("architecture", "aarch64")),
                Map.of("boot_interface", "01-" + boots.replace(':', '-'), "logs", "x", "root_disk", Map.of())));

        var after = await(node, ProvisionState.MANAGEABLE);
        assertThat(after.properties()).containsEntry("cpu_arch", "aarch64");
        assertThat(after.get(NodeFields.POWER_STATE)).isEqualTo("power off");
        assertThat(after.get(NodeFields.LAST_ERROR)).isNull();
        assertThat(after.get(NodeFields.INSPECTION_FINISHED_AT)).isNotNull();
        assertThat(after.internalInfo())
                .doesNotContainKeys("lookup_bmc_addresses", "inspection_report", "agent_start_attempted");
        assertThat(ports.ofNode(node.uuid()))
                .extracting(port -> port.address() + port.require(PortFields.PXE_ENABLED))
                .containsExactlyInAnyOrder(boots + true, known + false);
    }

    @Test
    void reportOfAnError_failsTheInspection() {
        var node = waiting();

        call(new ContinueInspection(
                node.uuid(), Map.of("interfaces", List.of(nic("eth0", mac()))), Map.of("error", "no disks")));

        var after = await(node, ProvisionState.INSPECT_FAILED);
        assertThat(after.get(NodeFields.LAST_ERROR)).contains("The ramdisk reported an error: no disks");
        assertThat(after.get(NodeFields.POWER_STATE)).isEqualTo("power off");
        assertThat(ports.ofNode(node.uuid())).isEmpty();
    }

    @Test
    void reportWithoutInterfaces_failsTheInspection() {
        var node = waiting();

        call(new ContinueInspection(node.uuid(), Map.of("interfaces", List.of(nic("lo", mac()))), Map.of()));

        assertThat(await(node, ProvisionState.INSPECT_FAILED).get(NodeFields.LAST_ERROR))
                .contains("no network interface with a valid MAC address");
    }

    @Test
    void reportThatNobodyWaitsFor_is404() {
        var node = node();

        assertThatThrownBy(() -> call(new ContinueInspection(
                        node.uuid(), Map.of("interfaces", List.of(nic("eth0", mac()))), Map.of())))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(404));
    }

    @Test
    void abort_powersTheMachineOff() {
        var node = waiting();

        call(new DoProvisioningAction(node.uuid(), "abort"));

        var after = await(node, ProvisionState.INSPECT_FAILED);
        assertThat(after.get(NodeFields.POWER_STATE)).isEqualTo("power off");
        assertThat(after.get(NodeFields.LAST_ERROR)).contains("aborted");
    }

    @Test
    void silence_failsTheInspection() {
        var database = PostgresServer.freshDatabase();
        try (var own = Database.open(database, Configuration.defaults());
                var wire = new LocalTransport(Configuration.defaults())) {
            var hasty = started(own, wire, "1");
            var store = new NodeStore(own);
            var node = store.insert(sample());
            wire.call(
                    RpcTarget.host(HOST),
                    new InspectNode(node.uuid()),
                    CallContext.internal("req-1"),
                    Duration.ofSeconds(20));

            Await.until("inspect failed", Duration.ofSeconds(30), () -> {
                var now = store.find(node.uuid()).orElseThrow();
                return now.provisionState() == ProvisionState.INSPECT_FAILED && now.get(NodeFields.RESERVATION) == null;
            });
            var after = store.find(node.uuid()).orElseThrow();
            assertThat(after.get(NodeFields.LAST_ERROR)).contains("Timeout reached");
            assertThat(after.get(NodeFields.POWER_STATE)).isEqualTo("power off");
            hasty.stop(Duration.ofSeconds(5));
        } finally {
            PostgresServer.drop(database);
        }
    }

    @Test
    void withoutAnAddressToReportTo_itIsRefused() {
        try (var wire = new LocalTransport(Configuration.defaults())) {
            var lost = new ConductorServer(
                    config("1800").with(DefaultOptions.HOST, "cond-2"), POSTGRES.database(), wire, Clock.systemUTC());
            lost.start();
            var node = node();

            assertThatThrownBy(() -> wire.call(
                            RpcTarget.host("cond-2"),
                            new InspectNode(node.uuid()),
                            CallContext.internal("req-2"),
                            Duration.ofSeconds(20)))
                    .hasMessageContaining("public_endpoint");
            lost.stop(Duration.ofSeconds(5));
        }
    }

    private static ConductorServer started(Database database, LocalTransport wire, String patience) {
        var server = new ConductorServer(
                config(patience).with(ApiOptions.PUBLIC_ENDPOINT, "https://api.example.com/"),
                database,
                wire,
                Clock.systemUTC());
        server.start();
        return server;
    }

    private static Configuration config(String patience) {
        return Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake,agent")
                .with(ConductorOptions.INSPECT_WAIT_TIMEOUT, patience)
                .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2");
    }

    private static Node waiting() {
        var node = node();
        call(new InspectNode(node.uuid()));
        return await(node, ProvisionState.INSPECT_WAIT);
    }

    private static Node node() {
        return nodes.insert(sample());
    }

    private static Node sample() {
        var node = Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.DRIVER_INFO, Map.of("ipmi_address", "192.0.2.7"))
                .with(NodeFields.POWER_STATE, "power off")
                .with(NodeFields.PROVISION_STATE, "manageable");
        for (var kind : InterfaceKind.values()) {
            node = node.with(NodeFields.interfaceOf(kind), kind == InterfaceKind.NETWORK ? "noop" : "fake");
        }
        return node.with(NodeFields.interfaceOf(InterfaceKind.INSPECT), "agent");
    }

    private static Map<String, Object> nic(String name, String mac) {
        return Map.of("name", name, "mac_address", mac);
    }

    private static String mac() {
        var random = ThreadLocalRandom.current();
        return "52:54:%02x:%02x:%02x:%02x"
                .formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static Node await(Node node, ProvisionState state) {
        Await.until("state " + state, Duration.ofSeconds(20), () -> {
            var now = nodes.find(node.uuid()).orElseThrow();
            return now.provisionState() == state && now.get(NodeFields.RESERVATION) == null;
        });
        return nodes.find(node.uuid()).orElseThrow();
    }

    private static <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }
}

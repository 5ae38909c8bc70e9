package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.model.volume.VolumeConnectorFields;
import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.model.volume.VolumeTargetFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import dev.fettle.rpc.port.UpdatePort;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroupPhysicalNetwork;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import dev.fettle.rpc.volume.UpdateVolumeConnector;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hangs on a node, written by RPC: the rules of each kind, and the lock of the node. */
class NodePartsIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;
    private static NodeParts parts;

    @BeforeAll
    static void start() {
        var config = Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(ConductorOptions.NODE_LOCKED_RETRY_ATTEMPTS, "1")
                .with(ConductorOptions.NODE_LOCKED_RETRY_INTERVAL, "1");
        transport = new LocalTransport(config);
        nodes = new NodeStore(POSTGRES.database());
        parts = NodeParts.of(POSTGRES.database());
        conductor = new ConductorServer(config, POSTGRES.database(), transport, Clock.systemUTC());
        conductor.start();
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void port_joinsAPortgroupOfItsNodeOnly() {
        var node = node(ProvisionState.MANAGEABLE);
        var group = group(node);
        var port = port(node, group, "net");

        assertThat(port.get(PortFields.PORTGROUP_UUID)).isEqualTo(group.uuid());
        assertThat(port.get(PortFields.PORTGROUP_ID)).isEqualTo(group.values().get(PortgroupFields.ID));
        var foreign = group(node(ProvisionState.MANAGEABLE));
        assertFault(() -> call(patch(port, "/portgroup_uuid", foreign.uuid().toString())), 400, "own node");
        assertFault(
                () -> call(patch(port, "/portgroup_uuid", UUID.randomUUID().toString())), 400, "could not be found");
        assertFault(() -> port(node, foreign, "net"), 400, "own node");
        assertThat(call(patch(port, "/portgroup_uuid", null)).get(PortFields.PORTGROUP_ID))
                .isNull();
    }

    @Test
    void port_sharesThePhysicalNetworkOfItsGroup() {
        var node = node(ProvisionState.MANAGEABLE);
        var group = group(node);
        port(node, group, "net");

        assertFault(() -> port(node, group, "other"), 409, "physical network");
        var port = port(node, null, "other");
        assertFault(() -> call(patch(port, "/portgroup_uuid", group.uuid().toString())), 409, "physical network");
        call(patch(port, "/physical_network", "net"));
        assertThat(call(patch(port, "/portgroup_uuid", group.uuid().toString())).get(PortFields.PORTGROUP_UUID))
                .isEqualTo(group.uuid());
        assertFault(() -> call(patch(port, "/physical_network", "other")), 409, "physical network");
    }

    @Test
    void port_ofAGroupWithoutStandalonePorts_doesNotBoot() {
        var node = node(ProvisionState.MANAGEABLE);
        var group =
                call(new PatchPortgroup(group(node).uuid(), List.of(operation("/standalone_ports_supported", false))));

        assertFault(() -> port(node, group, "net"), 409, "pxe_enabled");
        var port = call(new CreatePort(newPort(node, "net")
                .with(PortFields.PORTGROUP_UUID, group.uuid())
                .with(PortFields.PXE_ENABLED, false)));
        assertFault(() -> call(patch(port, "/pxe_enabled", true)), 409, "pxe_enabled");
    }

    @Test
    void port_connectivity_changesInSomeStatesOnly() {
        var node = node(ProvisionState.AVAILABLE);
        var group = group(node);
        var port = port(node, null, "net");

        assertFault(() -> call(patch(port, "/portgroup_uuid", group.uuid().toString())), 409, "state available");
        assertFault(() -> call(patch(port, "/pxe_enabled", false)), 409, "state available");
        nodes.edit(node.uuid(), it -> it.with(NodeFields.MAINTENANCE, true));

        assertThat(call(patch(port, "/portgroup_uuid", group.uuid().toString())).get(PortFields.PORTGROUP_UUID))
                .isEqualTo(group.uuid());
    }

    @Test
    void port_updateOfAnOlderCaller_namesTheGroupById() {
        var node = node(ProvisionState.MANAGEABLE);
        var group = group(node);
        var port = port(node, null, null);
        var id = group.values().get(PortgroupFields.ID);

        var joined =
                call(new UpdatePort(new Changed<>(port.with(PortFields.PORTGROUP_ID, id), Set.of("portgroup_id"))));

        assertThat(joined.get(PortFields.PORTGROUP_UUID)).isEqualTo(group.uuid());
    }

    @Test
    void portgroup_takesItsPortsToANewPhysicalNetwork() {
        var node = node(ProvisionState.ACTIVE);
        var group = group(node);
        var port = port(node, group, null);
        var bystander = port(node, null, null);

        call(new PatchPortgroup(group.uuid(), List.of(operation("/physical_network", "one"))));
        assertThat(stored(port).get(PortFields.PHYSICAL_NETWORK)).isEqualTo("one");
        var moved = call(new UpdatePortgroupPhysicalNetwork(group, "two"));

        assertThat(moved.values().get(PortgroupFields.PHYSICAL_NETWORK)).isEqualTo("two");
        assertThat(stored(port).get(PortFields.PHYSICAL_NETWORK)).isEqualTo("two");
        assertThat(stored(bystander).get(PortFields.PHYSICAL_NETWORK)).isNull();
    }

    @Test
    void portgroup_withPorts_neitherGoesNorMoves() {
        var node = node(ProvisionState.MANAGEABLE);
        var group = group(node);
        var port = port(node, group, null);
        var other = node(ProvisionState.MANAGEABLE).uuid().toString();

        assertFault(() -> call(new DestroyPortgroup(group)), 400, "contains ports");
        assertFault(
                () -> call(new PatchPortgroup(group.uuid(), List.of(operation("/node_uuid", other)))), 400, "ports");
        assertFault(
                () -> call(new PatchPortgroup(group.uuid(), List.of(operation("/standalone_ports_supported", false)))),
                409,
                "pxe_enabled");
        assertFault(() -> call(patch(port, "/node_uuid", other)), 400, "portgroup");
        call(new DestroyPort(port));
        nodes.edit(node.uuid(), it -> it.with(NodeFields.PROVISION_STATE, "active"));
        assertFault(
                () -> call(new PatchPortgroup(group.uuid(), List.of(operation("/node_uuid", other)))), 409, "active");
        call(new DestroyPortgroup(group));
        assertThat(parts.portgroups().reads().find(group.uuid())).isEmpty();
    }

    @Test
    void volumes_changeOnlyWhileTheMachineIsOff() {
        var node = node(ProvisionState.ACTIVE);
        var connector = connector(node);
        var target = target(node);
        nodes.edit(node.uuid(), it -> it.with(NodeFields.POWER_STATE, "power on"));
        var state = "\" while it is in state \"power on\".";

        assertFault(() -> call(patch(connector)), 400, "\"volume connector update\"", state);
        assertFault(() -> call(new DestroyVolumeConnector(connector)), 400, "\"volume connector deletion\"", state);
        assertFault(() -> call(patch(target)), 400, "\"volume target update\"", state);
        assertFault(() -> call(new DestroyVolumeTarget(target)), 400, "\"volume target deletion\"", state);

        nodes.edit(node.uuid(), it -> it.with(NodeFields.POWER_STATE, "power off"));
        assertThat(call(patch(connector)).values().require(VolumeConnectorFields.EXTRA))
                .containsEntry("a", 1);
        assertThat(call(patch(target)).values().require(VolumeTargetFields.EXTRA))
                .containsEntry("a", 1);
        var renamed = new VolumeConnector(connector.values().with(VolumeConnectorFields.CONNECTOR_ID, "new"));
        assertThat(call(new UpdateVolumeConnector(new Changed<>(renamed, Set.of("connector_id"))))
                        .values()
                        .require(VolumeConnectorFields.EXTRA))
                .containsEntry("a", 1);
    }

    @Test
    void volumes_ofANodeThatNobodyUses_goWhateverItsPower() {
        var node = node(ProvisionState.MANAGEABLE);
        nodes.edit(node.uuid(), it -> it.with(NodeFields.POWER_STATE, "power on"));
        var connector = connector(node);

        call(new DestroyVolumeConnector(connector));
        call(new DestroyVolumeTarget(target(node)));

        assertThat(parts.connectors().reads().find(connector.uuid())).isEmpty();
    }

    @Test
    void aWriteIsRefusedWhileAnOperationHoldsTheNode() {
        var node = node(ProvisionState.MANAGEABLE);
        nodes.edit(node.uuid(), it -> it.with(NodeFields.POWER_STATE, "power off"));
        var group = group(node);
        var port = port(node, null, null);
        var connector = connector(node);
        var target = target(node);
        new ConductorStore(POSTGRES.database())
                .register("elsewhere", UUID.randomUUID(), "", List.of(), Duration.ofHours(1));
        new OperationStore(POSTGRES.database())
                .accept(
                        new NewOperation(
                                node.uuid(),
                                OperationKind.DEPLOY,
                                UUID.randomUUID().toString(),
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                "elsewhere"),
                        node,
                        Values.none(NodeFields.TABLE),
                        Optional.empty(),
                        false);

        var writes = List.<RpcRequest<?>>of(
                patch(port, "/extra", Map.of()),
                new DestroyPort(port),
                new PatchPortgroup(group.uuid(), List.of()),
                new UpdatePortgroup(new Changed<>(group, Set.of("mode"))),
                new UpdatePortgroupPhysicalNetwork(group, "x"),
                new DestroyPortgroup(group),
                patch(connector),
                new DestroyVolumeConnector(connector),
                patch(target),
                new DestroyVolumeTarget(target));
        for (var write : writes) {
            assertThatThrownBy(() -> call(write))
                    .as(write.getClass().getSimpleName())
                    .isInstanceOfSatisfying(FaultException.class, fault -> {
                        assertThat(fault.code()).isEqualTo(FaultCode.NODE_LOCKED);
                        assertThat(fault.text()).contains("Node " + node.uuid() + " is locked by host elsewhere");
                        assertThat(fault.details()).containsKey("since");
                    });
        }
    }

    @Test
    void patches_of16ClientsAtOnce_areAllKept() throws InterruptedException {
        var group = group(node(ProvisionState.MANAGEABLE));
        var done = new CountDownLatch(16);

        for (var i = 0; i < 16; i++) {
            var key = "key" + i;
            Thread.ofVirtual().start(() -> {
                call(new PatchPortgroup(group.uuid(), List.of(operation("/extra/" + key, key))));
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parts.portgroups().reads().find(group.uuid()).orElseThrow().require(PortgroupFields.EXTRA))
                .hasSize(16);
    }

    private static Node node(ProvisionState state) {
        return nodes.insert(Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.PROVISION_STATE, state.word()));
    }

    private static Portgroup group(Node node) {
        return new Portgroup(parts.portgroups()
                .insert(
                        Values.none(PortgroupFields.TABLE)
                                .with(PortgroupFields.UUID, UUID.randomUUID())
                                .with(PortgroupFields.NODE_UUID, node.uuid()),
                        (_, it) -> it));
    }

    private static Port newPort(Node node, @Nullable String network) {
        return new Port(Values.none(PortFields.TABLE)
                .with(PortFields.UUID, UUID.randomUUID())
                .with(PortFields.NODE_UUID, node.uuid())
                .with(PortFields.PHYSICAL_NETWORK, network)
                .with(PortFields.ADDRESS, "52:54:00:ad:00:%02x".formatted(NUMBER.incrementAndGet())));
    }

    private static Port port(Node node, @Nullable Portgroup group, @Nullable String network) {
        var port = newPort(node, network);
        return call(new CreatePort(group == null ? port : port.with(PortFields.PORTGROUP_UUID, group.uuid())));
    }

    private static Values stored(Port port) {
        return parts.ports().reads().find(port.uuid()).orElseThrow();
    }

    private static VolumeConnector connector(Node node) {
        return new VolumeConnector(parts.connectors()
                .insert(
                        Values.none(VolumeConnectorFields.TABLE)
                                .with(VolumeConnectorFields.UUID, UUID.randomUUID())
                                .with(VolumeConnectorFields.NODE_UUID, node.uuid())
                                .with(VolumeConnectorFields.TYPE, "iqn")
                                .with(VolumeConnectorFields.CONNECTOR_ID, "c" + NUMBER.incrementAndGet()),
                        (_, it) -> it));
    }

    private static VolumeTarget target(Node node) {
        return new VolumeTarget(parts.targets()
                .insert(
                        Values.none(VolumeTargetFields.TABLE)
                                .with(VolumeTargetFields.UUID, UUID.randomUUID())
                                .with(VolumeTargetFields.NODE_UUID, node.uuid())
                                .with(VolumeTargetFields.VOLUME_TYPE, "iscsi")
                                .with(VolumeTargetFields.VOLUME_ID, "v")
                                .with(VolumeTargetFields.BOOT_INDEX, 0L),
                        (_, it) -> it));
    }

    private static PatchPort patch(Port port, String path, @Nullable Object value) {
        return new PatchPort(port.uuid(), List.of(operation(path, value)));
    }

    private static PatchVolumeConnector patch(VolumeConnector connector) {
        return new PatchVolumeConnector(connector.uuid(), List.of(operation("/extra/a", 1)));
    }

    private static PatchVolumeTarget patch(VolumeTarget target) {
        return new PatchVolumeTarget(target.uuid(), List.of(operation("/extra/a", 1)));
    }

    private static Map<String, Object> operation(String path, @Nullable Object value) {
        return value == null ? Map.of("op", "remove", "path", path) : Map.of("op", "add", "path", path, "value", value);
    }

    private static <R> R call(RpcRequest<R> request) {
        var context = CallContext.internal("req-" + UUID.randomUUID());
        return transport.call(RpcTarget.host(HOST), request, context, Duration.ofSeconds(20));
    }

    private static void assertFault(Runnable call, int status, String... texts) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FaultException.class, fault -> {
            assertThat(fault.status()).as(fault.text()).isEqualTo(status);
            assertThat(fault.text()).contains(texts);
        });
    }
}

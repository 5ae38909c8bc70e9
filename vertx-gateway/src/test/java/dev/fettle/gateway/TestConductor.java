package dev.fettle.gateway;

import dev.fettle.db.Database;
import dev.fettle.db.allocation.AllocationEdit;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.node.EditResult;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.part.NodePartStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.db.part.PartEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.DocumentRules;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.patch.PortgroupDocument;
import dev.fettle.model.patch.VolumeConnectorDocument;
import dev.fettle.model.patch.VolumeTargetDocument;
import dev.fettle.model.port.Port;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.agent.ContinueInspection;
import dev.fettle.rpc.agent.DiscoverNode;
import dev.fettle.rpc.agent.GetNodeWithToken;
import dev.fettle.rpc.allocation.CreateAllocation;
import dev.fettle.rpc.allocation.DestroyAllocation;
import dev.fettle.rpc.driver.GetDriverProperties;
import dev.fettle.rpc.node.AddNodeTraits;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DestroyNodeIf;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.RemoveNodeTraits;
import dev.fettle.rpc.node.RescueNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.rpc.node.SetNodeMaintenance;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.UnrescueNode;
import dev.fettle.rpc.node.ValidateNode;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The least that a conductor does: it stores what it is asked to store and remembers what it was asked to do. */
final class TestConductor {
    static final String TOKEN = "t".repeat(43);

    private final NodeStore nodes;
    private final PortStore ports;
    private final AllocationStore allocations;
    private final NodeParts parts;
    private final List<RpcRequest<?>> asked = new CopyOnWriteArrayList<>();

    private final List<CallContext> contexts = new CopyOnWriteArrayList<>();

    private volatile Runnable afterCreate = () -> {};

    TestConductor(Database database) {
        this.nodes = new NodeStore(database);
        this.ports = new PortStore(database);
        this.allocations = new AllocationStore(database);
        this.parts = NodeParts.of(database);
    }

    /** What was asked for and is not done by storing something. */
    List<RpcRequest<?>> asked() {
        return asked;
    }

    /** On whose behalf provisioning actions were asked for. */
    List<CallContext> contexts() {
        return contexts;
    }

    /** What happens between storing a node and answering; may throw what is answered instead. */
    void afterCreate(Runnable action) {
        afterCreate = action;
    }

    RpcHandlers handlers() {
        return TestMachine.on(new RpcHandlers(), asked)
                .on(CreateNode.class, (request, _) -> {
                    var created = nodes.insert(whole(request.nodeObj()));
                    afterCreate.run();
                    return created;
                })
                .on(PatchNode.class, (request, _) -> edit(request.nodeId(), node -> patched(node, request)))
                .on(DestroyNode.class, (request, _) -> {
                    nodes.delete(request.nodeId(), _ -> {});
                    return null;
                })
                .on(DestroyNodeIf.class, (request, _) -> {
                    nodes.delete(request.nodeId(), _ -> {});
                    return null;
                })
                .on(SetNodeMaintenance.class, (request, _) -> {
                    edit(
                            request.nodeId(),
                            node -> node.with(NodeFields.MAINTENANCE, request.maintenance())
                                    .with(NodeFields.MAINTENANCE_REASON, request.reason()));
                    return null;
                })
                .on(AddNodeTraits.class, (request, _) -> {
                    nodes.editTraits(request.nodeId(), _ -> request.traits());
                    return null;
                })
                .on(RemoveNodeTraits.class, (request, _) -> {
                    nodes.editTraits(request.nodeId(), _ -> List.of());
                    return null;
                })
                .on(CreatePort.class, (request, _) -> ports.insert(request.portObj()))
                .on(PatchPort.class, (request, _) -> patched(request))
                .on(DestroyPort.class, (request, _) -> {
                    ports.delete(request.port().uuid());
                    return null;
                })
                .on(
                        PatchPortgroup.class,
                        (request, _) -> new Portgroup(patched(
                                parts.portgroups(), request.portgroupId(), PortgroupDocument.RULES, request.patch())))
                .on(DestroyPortgroup.class, (request, _) -> {
                    parts.portgroups().delete(request.portgroup().uuid(), (_, _) -> {});
                    return null;
                })
                .on(
                        PatchVolumeConnector.class,
                        (request, _) -> new VolumeConnector(patched(
                                parts.connectors(),
                                request.connectorId(),
                                VolumeConnectorDocument.RULES,
                                request.patch())))
                .on(DestroyVolumeConnector.class, (request, _) -> {
                    parts.connectors().delete(request.connector().uuid(), (_, _) -> {});
                    return null;
                })
                .on(
                        PatchVolumeTarget.class,
                        (request, _) -> new VolumeTarget(patched(
                                parts.targets(), request.targetId(), VolumeTargetDocument.RULES, request.patch())))
                .on(DestroyVolumeTarget.class, (request, _) -> {
                    parts.targets().delete(request.target().uuid(), (_, _) -> {});
                    return null;
                })
                .on(CreateAllocation.class, (request, _) -> created(request.allocation()))
                .on(DestroyAllocation.class, (request, _) -> {
                    allocations.remove(request.allocation().uuid(), _ -> {});
                    return null;
                })
                .on(GetDriverProperties.class, (_, _) -> Map.of("address", "where it is"))
                .on(
                        GetNodeWithToken.class,
                        (request, _) -> edit(request.nodeId(), node -> node.withInternal("agent_secret_token", TOKEN)))
                .on(AgentHeartbeat.class, (request, _) -> note(request))
                .on(ContinueInspection.class, (request, _) -> note(request))
                .on(DiscoverNode.class, (request, _) -> {
                    note(request);
                    var token = request.withToken()
                            ? Map.<String, Object>of("agent_secret_token", TOKEN)
                            : Map.<String, Object>of();
                    return whole(Node.of(Values.none(NodeFields.TABLE)
                            .with(NodeFields.UUID, request.nodeId())
                            .with(NodeFields.DRIVER, "fake-hardware")
                            .with(NodeFields.PROPERTIES, Map.of())
                            .with(NodeFields.INSTANCE_INFO, Map.of())
                            .with(NodeFields.DRIVER_INTERNAL_INFO, token)
                            .with(NodeFields.interfaceOf(InterfaceKind.MANAGEMENT), "fake")));
                })
                .on(ValidateNode.class, (_, _) -> Map.of("power", Map.of("result", true)))
                .on(GetBootDevice.class, (_, _) -> Map.of("boot_device", "pxe", "persistent", false))
                .on(DoProvisioningAction.class, (request, context) -> {
                    contexts.add(context);
                    return note(request);
                })
                .on(DeployNode.class, (request, _) -> note(request))
                .on(TearDownNode.class, (request, _) -> note(request))
                .on(CleanNode.class, (request, _) -> note(request))
                .on(ServiceNode.class, (request, _) -> note(request))
                .on(RescueNode.class, (request, _) -> note(request))
                .on(UnrescueNode.class, (request, _) -> note(request))
                .on(ChangeNodePowerState.class, (request, _) -> note(request));
    }

    /** Puts a node into a state that it would reach by work. */
    void set(UUID uuid, Values values) {
        edit(uuid, node -> Node.of(node.values().overlay(values)));
    }

    private Allocation created(Allocation wish) {
        var node = wish.values().getOrNull(AllocationFields.NODE_UUID);
        if (node == null) {
            return allocations.insert(wish.with(AllocationFields.STATE, "allocating"));
        }
        return switch (allocations.backfill(wish, node, _ -> {})) {
            case AllocationEdit.Done(var stored) -> stored;
            case AllocationEdit.Locked _ -> throw new FaultException(FaultCode.NODE_LOCKED, "Node is locked by host x");
        };
    }

    private @Nullable Void note(RpcRequest<?> request) {
        asked.add(request);
        return null;
    }

    private Node edit(UUID uuid, UnaryOperator<Node> change) {
        return switch (nodes.edit(uuid, change)) {
            case EditResult.Saved saved -> saved.node();
            case EditResult.Locked _ ->
                throw new FaultException(FaultCode.NODE_LOCKED, "Node " + uuid + " is locked by host x");
        };
    }

    private static Values patched(
            NodePartStore store, UUID uuid, DocumentRules rules, List<Map<String, Object>> patch) {
        return saved(store.edit(uuid, (_, before) -> rules.patched(before, JsonPatch.of(patch))));
    }

    private static <T> T saved(PartEdit<T> edit) {
        return switch (edit) {
            case PartEdit.Saved<T>(var part) -> part;
            case PartEdit.Locked<T> _ -> throw new FaultException(FaultCode.NODE_LOCKED, "Node is locked by host x");
        };
    }

    private Port patched(PatchPort request) {
        var patch = JsonPatch.of(request.patch());
        return saved(ports.edit(
                request.portId(),
                port -> new Port(
                        port.values().overlay(PortDocument.patched(port, patch).changesFrom(port.values())))));
    }

    private static Node patched(Node node, PatchNode request) {
        var document = JsonPatch.of(request.patch()).applyTo(NodeDocument.of(node));
        return Node.of(node.values().overlay(NodeDocument.read(document)));
    }

    private static Node whole(Node node) {
        return node.values().has(NodeFields.CONDUCTOR_GROUP) ? node : node.with(NodeFields.CONDUCTOR_GROUP, "");
    }
}

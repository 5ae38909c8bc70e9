package dev.fettle.gateway;

import dev.fettle.db.Database;
import dev.fettle.db.node.EditResult;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.agent.GetNodeWithToken;
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
import dev.fettle.rpc.node.SetNodeMaintenance;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.ValidateNode;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
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
    private final List<RpcRequest<?>> asked = new CopyOnWriteArrayList<>();

    TestConductor(Database database) {
        this.nodes = new NodeStore(database);
        this.ports = new PortStore(database);
    }

    /** What was asked for and is not done by storing something. */
    List<RpcRequest<?>> asked() {
        return asked;
    }

    RpcHandlers handlers() {
        return TestMachine.on(new RpcHandlers(), asked)
                .on(CreateNode.class, (request, _) -> nodes.insert(whole(request.nodeObj())))
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
                .on(CreatePort.class, (request, _) -> ports.insert(owned(request.portObj())))
                .on(PatchPort.class, (request, _) -> patched(request))
                .on(DestroyPort.class, (request, _) -> {
                    ports.delete(request.port().uuid(), (_, _) -> {});
                    return null;
                })
                .on(GetDriverProperties.class, (_, _) -> Map.of("address", "where it is"))
                .on(
                        GetNodeWithToken.class,
                        (request, _) -> edit(request.nodeId(), node -> node.withInternal("agent_secret_token", TOKEN)))
                .on(AgentHeartbeat.class, (request, _) -> note(request))
                .on(ValidateNode.class, (_, _) -> Map.of("power", Map.of("result", true)))
                .on(GetBootDevice.class, (_, _) -> Map.of("boot_device", "pxe", "persistent", false))
                .on(DoProvisioningAction.class, (request, _) -> note(request))
                .on(DeployNode.class, (request, _) -> note(request))
                .on(TearDownNode.class, (request, _) -> note(request))
                .on(CleanNode.class, (request, _) -> note(request))
                .on(ChangeNodePowerState.class, (request, _) -> note(request));
    }

    /** Puts a node into a state that it would reach by work. */
    void set(UUID uuid, Values values) {
        edit(uuid, node -> Node.of(node.values().overlay(values)));
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

    private Port owned(Port port) {
        var node = nodes.find(port.require(PortFields.NODE_UUID)).orElseThrow();
        return port.with(PortFields.NODE_ID, node.id());
    }

    private Port patched(PatchPort request) {
        var patch = JsonPatch.of(request.patch());
        return switch (ports.edit(
                request.portId(),
                port -> new Port(
                        port.values().overlay(PortDocument.patched(port, patch).changesFrom(port.values()))))) {
            case PortEdit.Saved(var port) -> port;
            case PortEdit.Locked _ -> throw new FaultException(FaultCode.NODE_LOCKED, "Node is locked by host x");
        };
    }

    private static Node patched(Node node, PatchNode request) {
        var document = JsonPatch.of(request.patch()).applyTo(NodeDocument.of(node));
        return Node.of(node.values().overlay(NodeDocument.read(document)));
    }

    private static Node whole(Node node) {
        return node.values().has(NodeFields.CONDUCTOR_GROUP) ? node : node.with(NodeFields.CONDUCTOR_GROUP, "");
    }
}

package dev.fettle.callback;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose report it is: the uuid that the agent was given, the ports with its MAC addresses and the BMC must not speak of different nodes, and the node
 * must wait for a report. Callers are told no more than that there is none: whoever knows a MAC address must learn nothing of others.
 */
final class ReportedNode {
    private static final Logger LOG = LoggerFactory.getLogger(ReportedNode.class);
    private static final String BMC_ADDRESSES = "lookup_bmc_addresses";
    private static final String DISCOVERED_ADDRESSES = "discovered_addresses";

    private final NodeStore nodes;
    private final PortStore ports;

    ReportedNode(NodeStore nodes, PortStore ports) {
        this.nodes = nodes;
        this.ports = ports;
    }

    /**
     * Empty for a machine that no trace is known of, or that a node was made for already because of that and still waits in enroll.
     *
     * @throws FaultException 400 when the report says nothing of whose it is; 404 when it is nobody's
     */
    Optional<Node> find(Optional<UUID> uuid, AgentReport report) {
        if (uuid.isEmpty() && report.macs().isEmpty() && report.bmcAddresses().isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID,
                    "The report does not say whose it is: it has no valid MAC address and no BMC address, and no"
                            + " node_uuid is given.");
        }
        var named = uuid.map(Set::of).orElse(Set.of());
        var owners = report.macs().isEmpty() ? Set.<UUID>of() : ports.nodeOfAddresses(report.macs());
        var behind = report.bmcAddresses().isEmpty() ? Set.<UUID>of() : waitingBehind(report.bmcAddresses());
        var all = new HashSet<UUID>();
        var common = new HashSet<UUID>();
        for (var trace : List.of(named, owners, behind)) {
            all.addAll(trace);
            if (common.isEmpty()) {
                common.addAll(trace);
            } else if (!trace.isEmpty()) {
                common.retainAll(trace);
                if (common.isEmpty()) {
                    throw nobody("its traces lead to different nodes: " + all);
                }
            }
        }
        if (common.isEmpty()) {
            return Optional.empty();
        }
        if (common.size() != 1) {
            throw nobody("it could be of any of " + common);
        }
        var node = nodes.find(common.iterator().next());
        if (uuid.isEmpty() && node.filter(ReportedNode::wasDiscovered).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(node.filter(it -> it.provisionState() == ProvisionState.INSPECT_WAIT)
                .orElseThrow(() -> nobody("node " + common + " does not wait for one")));
    }

    private static boolean wasDiscovered(Node node) {
        return node.provisionState() == ProvisionState.ENROLL
                && node.internalInfo().containsKey(DISCOVERED_ADDRESSES);
    }

    /** Nodes in inspect wait whose BMC has one of these addresses. */
    private Set<UUID> waitingBehind(List<String> addresses) {
        var query = new NodeQuery(
                List.of(new NodeFilter.Equals(NodeFields.PROVISION_STATE, ProvisionState.INSPECT_WAIT.word())),
                Set.of(NodeFields.DRIVER_INTERNAL_INFO),
                NodeFields.ID,
                false,
                null,
                0);
        var found = new HashSet<UUID>();
        for (var node : nodes.list(query)) {
            if (node.internalInfo().get(BMC_ADDRESSES) instanceof List<?> known
                    && known.stream().anyMatch(addresses::contains)) {
                found.add(node.uuid());
            }
        }
        return found;
    }

    static FaultException nobody(String why) {
        LOG.info("the report of an agent is refused: {}", why);
        return new FaultException(FaultCode.NOT_FOUND, "Resource could not be found.");
    }
}

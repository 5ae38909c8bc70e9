package dev.fettle.gateway.port;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The filters of lists of ports: {@code contract/endpoints.tsv}. All must hold, but that a node or portgroup wins over an address, and an
 * address over shards.
 */
final class PortFilters {
    static final String[] ALL = {
        "node", "node_uuid", "address", "portgroup", "shard", "description_contains", "conductor_groups"
    };

    /** Those of a list below a node. */
    static final String[] BELOW_NODE = {"address", "portgroup", "shard", "description_contains", "conductor_groups"};

    private static final int PORTGROUP_SINCE = 24;
    private static final int SHARD_SINCE = 82;

    private final PartAccess access;
    private final PartFinder portgroups;

    PortFilters(PartAccess access, PartFinder portgroups) {
        this.access = access;
        this.portgroups = portgroups;
    }

    /** What the path names beside the collection. */
    enum Below {
        NOTHING,
        NODE,
        PORTGROUP
    }

    /** @throws RuntimeException 406 for newer filters, 403 and 400 for those that exclude each other, 404 for what is not there */
    List<ResourceFilter> of(Request request, Parameters query, Below below) {
        if (query.has("portgroup")) {
            FieldSet.gate(PORTGROUP_SINCE, request.version());
        }
        if (query.has("shard")) {
            FieldSet.gate(SHARD_SINCE, request.version());
        }
        checkExclusive(query, below);
        var node = query.text("node")
                .or(() -> query.uuid("node_uuid").map(UUID::toString))
                .map(ident -> PartAccess.ofNode(access.named(request, ident)));
        var portgroup = query.text("portgroup").map(ident -> ofPortgroup(portgroups.visible(request, ident)));
        var address = address(query).filter(_ -> !byNode(query, below) && !byGroup(query, below));
        var shard = query.csv("shard")
                .filter(_ -> address.isEmpty())
                .map(shards -> PartAccess.ofNodes(new NodeFilter.In(NodeFields.SHARD, shards)));
        var groups = query.csv("conductor_groups")
                .map(names -> PartAccess.ofNodes(new NodeFilter.In(NodeFields.CONDUCTOR_GROUP, names)));
        var description = query.text("description_contains")
                .<ResourceFilter>map(text -> new ResourceFilter.Contains(PortFields.DESCRIPTION, text));
        return Stream.of(node, portgroup, shard, groups, description, address)
                .flatMap(Optional::stream)
                .toList();
    }

    static ResourceFilter ofPortgroup(PartFinder.Found portgroup) {
        return new ResourceFilter.Equals(
                PortFields.PORTGROUP_ID, portgroup.part().require(PortgroupFields.ID));
    }

    private static void checkExclusive(Parameters query, Below below) {
        var byNode = byNode(query, below);
        var byGroup = byGroup(query, below);
        if ((byNode ? 1 : 0) + (byGroup ? 1 : 0) + (query.has("shard") ? 1 : 0) > 1) {
            throw new FaultException(
                    FaultCode.OPERATION_NOT_PERMITTED,
                    "Operation not permitted: node, portgroup and shard exclude each other.");
        }
        if (query.has("conductor_groups") && (byNode || byGroup || query.has("address"))) {
            throw Parameters.invalid("conductor_groups can not be combined with node, portgroup or address.");
        }
    }

    private static boolean byNode(Parameters query, Below below) {
        return below == Below.NODE || query.has("node") || query.has("node_uuid");
    }

    private static boolean byGroup(Parameters query, Below below) {
        return below == Below.PORTGROUP || query.has("portgroup");
    }

    private static Optional<ResourceFilter> address(Parameters query) {
        return query.text("address").map(text -> {
            if (!Idents.validMac(text)) {
                throw new FaultException(
                        FaultCode.INVALID_MAC, "Expected a MAC address but received " + Parameters.shown(text) + ".");
            }
            return new ResourceFilter.Equals(PortFields.ADDRESS, text.toLowerCase(Locale.ROOT));
        });
    }
}

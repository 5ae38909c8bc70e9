package dev.fettle.gateway.portgroup;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.portgroup.PortgroupFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The filters of lists of portgroups: {@code contract/endpoints.tsv}. At most one is taken. */
final class PortgroupFilters {
    /** Those of a list below a node. */
    static final String[] BELOW_NODE = {"address", "shard", "conductor_groups"};

    static final String[] ALL = {"node", "address", "shard", "conductor_groups"};

    private static final int SHARD_SINCE = 106;

    private final PartAccess access;

    PortgroupFilters(PartAccess access) {
        this.access = access;
    }

    /** @param ofNode whether the path names a node */
    List<ResourceFilter> of(Request request, Parameters query, boolean ofNode) {
        if (query.has("shard")) {
            FieldSet.gate(SHARD_SINCE, request.version());
        }
        var given = Stream.of(ALL).filter(query::has).count() + (ofNode ? 1 : 0);
        if (given > 1) {
            throw Parameters.invalid("Of node, address, shard and conductor_groups only one can be given.");
        }
        var node = query.text("node").map(ident -> PartAccess.ofNode(access.named(request, ident)));
        var shard = query.csv("shard").map(shards -> PartAccess.ofNodes(new NodeFilter.In(NodeFields.SHARD, shards)));
        var groups = query.csv("conductor_groups")
                .map(names -> PartAccess.ofNodes(new NodeFilter.In(NodeFields.CONDUCTOR_GROUP, names)));
        return Stream.of(node, shard, groups, address(query))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ResourceFilter> address(Parameters query) {
        return query.text("address").map(text -> {
            if (!Idents.validMac(text)) {
                throw new FaultException(
                        FaultCode.INVALID_MAC, "Expected a MAC address but received " + Parameters.shown(text) + ".");
            }
            return new ResourceFilter.Equals(PortgroupFields.ADDRESS, text.toLowerCase(Locale.ROOT));
        });
    }
}

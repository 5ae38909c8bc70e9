package dev.fettle.gateway.node;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds nodes by what callers call them. */
public final class NodeFinder {
    private static final int NAMES_SINCE = 5;

    /** What routing a call to its conductor, and judging its state, needs. */
    public static final Set<Field<?>> ROUTING = Set.of(
            NodeFields.UUID,
            NodeFields.NAME,
            NodeFields.DRIVER,
            NodeFields.CONDUCTOR_GROUP,
            NodeFields.PROVISION_STATE,
            NodeFields.TARGET_PROVISION_STATE,
            NodeFields.MAINTENANCE,
            NodeFields.RESERVATION,
            NodeFields.CONSOLE_ENABLED,
            NodeFields.DISABLE_POWER_OFF);

    private final NodeStore store;

    public NodeFinder(NodeStore store) {
        this.store = store;
    }

    /**
     * The node of a path segment, with those fields loaded.
     *
     * @throws HttpProblem 400 for what is neither uuid nor name
     * @throws FaultException 404 for no such node, and for names before 1.5
     */
    public Node inPath(String ident, Microversion version, Set<Field<?>> columns) {
        var uuid = Idents.uuid(ident);
        if (uuid.isPresent()) {
            return find(uuid.get(), columns).orElseThrow(() -> notFound(ident));
        }
        if (!Idents.validName(ident)) {
            throw HttpProblem.web(400, "Expected a logical name or UUID.");
        }
        if (!version.atLeast(NAMES_SINCE)) {
            throw notFound(ident);
        }
        return findByName(ident, columns).orElseThrow(() -> notFound(ident));
    }

    /**
     * The node of an argument such as {@code ?node=}.
     *
     * @throws RuntimeException 400 for a bad ident, 406 for names before 1.5, 404 for no such node
     */
    public Node inArgument(String ident, Microversion version) {
        var uuid = Idents.uuid(ident);
        if (uuid.isPresent()) {
            return find(uuid.get(), ROUTING).orElseThrow(() -> notFound(ident));
        }
        if (!Idents.validName(ident)) {
            throw Parameters.invalid("Expected a logical name or UUID but received " + Parameters.shown(ident) + ".");
        }
        FieldSet.gate(NAMES_SINCE, version);
        return findByName(ident, ROUTING).orElseThrow(() -> notFound(ident));
    }

    public Optional<Node> find(UUID uuid, Set<Field<?>> columns) {
        return one(new NodeFilter.Equals(NodeFields.UUID, uuid), columns);
    }

    Optional<Node> findByName(String name, Set<Field<?>> columns) {
        return one(new NodeFilter.Equals(NodeFields.NAME, name), columns);
    }

    public static FaultException notFound(String ident) {
        return new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + Parameters.shown(ident) + " could not be found.");
    }

    /** Only the columns that are asked for are read, in one statement. */
    private Optional<Node> one(NodeFilter filter, Set<Field<?>> columns) {
        var query = new NodeQuery(List.of(filter), columns, NodeFields.ID, false, null, 1);
        return store.list(query).stream().findFirst();
    }
}

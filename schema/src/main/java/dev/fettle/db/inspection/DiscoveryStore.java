package dev.fettle.db.inspection;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeFaults;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.provision.ProvisionState;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Makes nodes for machines that nobody knows. One at a time in the whole installation, so that none gets two. Thread-safe; calls block. */
public final class DiscoveryStore {
    /** Key in {@code driver_internal_info}: all MAC addresses that the machine had when it was found, sorted. */
    public static final String ADDRESSES = "discovered_addresses";

    /** Any number, the same everywhere; no other lock of ours has it. */
    private static final long TURN = 0x646973636f766572L;

    /** Of what is stored of an unknown machine, in characters. */
    private static final int LONGEST = 1 << 20;

    private static final String TAKE_TURN = "select pg_advisory_xact_lock(?)";

    private static final String OWNERS = """
        select nodes.uuid from ports join nodes on nodes.id = ports.node_id where ports.address = any(?::text[])
        union
        select uuid from nodes
        where provision_state = 'enroll' and jsonb_exists_any(driver_internal_info -> '%s', ?::text[])\
        """.formatted(ADDRESSES);

    private static final String WAITING = """
        select count(*) from nodes where provision_state = 'enroll' and jsonb_exists(driver_internal_info, '%s')\
        """.formatted(ADDRESSES);

    private final Database database;

    public DiscoveryStore(Database database) {
        this.database = database;
    }

    /**
     * Stores the node with its ports and what was found, unless the machine is known.
     *
     * @param node complete, in enroll
     * @param addresses all MAC addresses of the machine, lower case, at least one
     * @param most nodes made so that may wait in enroll
     * @throws dev.fettle.model.FaultException {@code NODE_ALREADY_EXISTS}
     */
    public Discovery enroll(Node node, List<String> addresses, Findings findings, long most) {
        var all = List.copyOf(new TreeSet<>(addresses));
        var marked = node.withInternal(ADDRESSES, all);
        return database.transaction(session -> {
            session.first(TAKE_TURN, List.of(TURN), row -> 1);
            var texts = all.toArray(String[]::new);
            var owners = session.list(OWNERS, Arrays.asList(texts, texts), row -> row.getObject(1, UUID.class));
            if (!owners.isEmpty()) {
                return known(session, owners, all);
            }
            if (session.first(WAITING, List.of(), row -> row.getLong(1)).orElseThrow() >= most) {
                return new Discovery.Full();
            }
            var made = insert(session, marked);
            findings.inventory().ifPresent(found -> write(session, made, found));
            InspectionStore.savePorts(session, made, findings);
            return new Discovery.Enrolled(made);
        });
    }

    /** Only the whole set of addresses is proof enough: one of them can be read from a label. */
    private static Discovery known(Session session, List<UUID> owners, List<String> addresses) {
        return owners.size() == 1
                ? NodeRows.find(session, owners.getFirst())
                        .filter(row ->
                                addresses.equals(row.node().internalInfo().get(ADDRESSES)))
                        .filter(row -> row.node().provisionState() == ProvisionState.ENROLL)
                        .<Discovery>map(row -> new Discovery.Known(row.node()))
                        .orElseGet(Discovery.Foreign::new)
                : new Discovery.Foreign();
    }

    private static void write(Session session, Node node, Inventory found) {
        var size = JsonText.write(found.inventory()).length()
                + JsonText.write(found.pluginData()).length();
        if (size > LONGEST) {
            throw new FaultException(
                    FaultCode.REQUEST_ENTITY_TOO_LARGE,
                    "The report of an unknown machine may have " + LONGEST + " characters at most, this one has " + size
                            + ".");
        }
        InventoryStore.write(session, node.id(), found);
    }

    private static Node insert(Session session, Node node) {
        var insert = Session.SQL
                .insertInto(NODES)
                .set(NodeRows.newRow(node.values()))
                .returningResult(NodeRows.WHOLE);
        try {
            return session.first(insert, NodeRows::read).orElseThrow().node();
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, node.values());
        }
    }
}

package dev.fettle.db.inspection;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.node.EditResult;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.node.Node;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Stores what an agent reports of a node: inventory, ports and the node's own fields with one commit. Thread-safe; calls block. */
public final class InspectionStore {
    /** An address that another node has is left to it. */
    private static final String PORTS = """
        insert into ports (uuid, node_id, address, pxe_enabled)
        select gen_random_uuid(), ?, address, ?::text is null or address = ?::text from unnest(?::text[]) as found (address)
        on conflict do nothing\
        """;

    private static final String PXE = """
        update ports set pxe_enabled = address = ?, updated_at = now()
        where node_id = ? and pxe_enabled is distinct from (address = ?)\
        """;

    private final Database database;

    public InspectionStore(Database database) {
        this.database = database;
    }

    /**
     * Short; refused while an operation holds the node's lock.
     *
     * @param change of the node as it is; may refuse by exception, which comes out
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND}
     */
    public EditResult receive(UUID uuid, Findings findings, UnaryOperator<Node> change) {
        return database.transaction(session -> {
            var row = NodeRows.lock(session, uuid);
            if (row.holder().isPresent()) {
                return new EditResult.Locked(row.holder().get());
            }
            var before = row.node();
            var changes = change.apply(before).values().changesFrom(before.values());
            findings.inventory().ifPresent(found -> InventoryStore.write(session, before.id(), found));
            savePorts(session, before, findings);
            return new EditResult.Saved(
                    changes.isEmpty()
                            ? before
                            : NodeRows.update(session, NodeRows.settings(changes), NODES.ID.eq(before.id()))
                                    .orElseThrow()
                                    .node());
        });
    }

    static void savePorts(Session session, Node node, Findings findings) {
        var pxe = findings.pxeAddress();
        if (!findings.newPorts().isEmpty()) {
            var addresses = findings.newPorts().toArray(String[]::new);
            session.execute(PORTS, Arrays.asList(node.id(), pxe, pxe, addresses));
        }
        if (pxe != null) {
            session.execute(PXE, List.of(pxe, node.id(), pxe));
        }
    }
}

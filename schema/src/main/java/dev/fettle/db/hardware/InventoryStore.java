package dev.fettle.db.hardware;

import static dev.fettle.db.tables.NodeInventory.NODE_INVENTORY;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.operation.NodeLock;
import java.util.List;
import java.util.Optional;

/** What inspection found of nodes. Thread-safe; calls block. */
public final class InventoryStore {
    private static final String SAVE = """
        insert into node_inventory (node_id, inventory, plugin_data) values (?, ?::jsonb, ?::jsonb)
        on conflict (node_id) do update set inventory = excluded.inventory, plugin_data = excluded.plugin_data,
            updated_at = now()\
        """;

    private final Database database;

    public InventoryStore(Database database) {
        this.database = database;
    }

    /** Empty for a node that was never inspected. */
    public Optional<Inventory> find(long nodeId) {
        var query = Session.SQL
                .select(NODE_INVENTORY.INVENTORY, NODE_INVENTORY.PLUGIN_DATA)
                .from(NODE_INVENTORY)
                .where(NODE_INVENTORY.NODE_ID.eq(nodeId));
        return database.run(session -> session.first(
                query, row -> new Inventory(JsonText.object(row.getString(1)), JsonText.object(row.getString(2)))));
    }

    /**
     * Replaces what an earlier inspection found.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away; nothing was written
     */
    public void save(NodeLock lock, Inventory found) {
        database.transaction(session -> {
            NodeRows.requireHeld(session, lock);
            write(session, lock.nodeId(), found);
            return true;
        });
    }

    /** The same in a transaction of the caller, who has locked the row of the node. */
    public static void write(Session session, long nodeId, Inventory found) {
        var inventory = CleanText.requireJson("inventory", JsonText.write(found.inventory()));
        var pluginData = CleanText.requireJson("plugin_data", JsonText.write(found.pluginData()));
        session.execute(SAVE, List.of(nodeId, inventory, pluginData));
    }

    /** Forgets what was found, in a transaction of the caller, who has locked the row of the node. */
    public static void drop(Session session, long nodeId) {
        session.execute(Session.SQL.deleteFrom(NODE_INVENTORY).where(NODE_INVENTORY.NODE_ID.eq(nodeId)));
    }
}

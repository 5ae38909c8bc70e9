package dev.fettle.db.operation;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.operation.Outcome.InventoryChange;
import dev.fettle.db.part.NodePartStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.TraitRows;
import dev.fettle.model.operation.NodeLock;

/** Writes what an operation changes beside the row of its node. Thread-safe. */
final class OutcomeRows {
    private final NodePartStore ports;

    OutcomeRows(Database database) {
        this.ports = new NodePartStore(database, Resources.PORT_TABLE);
    }

    /**
     * In the transaction that ends the operation, before the lock is given back.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away
     * @throws dev.fettle.model.FaultException when a port is gone, or one of its values is taken
     */
    void write(Session session, NodeLock lock, Outcome outcome) {
        if (outcome.isEmpty()) {
            return;
        }
        NodeRows.requireHeld(session, lock);
        outcome.ports().forEach(port -> ports.save(session, lock, port));
        outcome.traits().ifPresent(traits -> TraitRows.replace(session, lock.nodeId(), traits));
        outcome.inventory().ifPresent(change -> {
            switch (change) {
                case InventoryChange.Kept(var found) -> InventoryStore.write(session, lock.nodeId(), found);
                case InventoryChange.Dropped() -> InventoryStore.drop(session, lock.nodeId());
            }
        });
    }
}

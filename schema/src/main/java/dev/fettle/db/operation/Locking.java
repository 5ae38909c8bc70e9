package dev.fettle.db.operation;

import dev.fettle.db.Batch;
import dev.fettle.db.ConstraintException;
import dev.fettle.db.row.NodeFaults;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.NodeUpdate;
import dev.fettle.model.field.Values;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;

/** Writes of nodes together with their locks. Every taking of a lock raises the fence. */
final class Locking {
    private Locking() {}

    /** Takes the lock along with an update; empty when no row meets its condition. */
    static Batch.Result<NodeRow> take(Batch batch, NodeUpdate update, String owner, String reason) {
        return batch.returning(update.taking(owner, reason).returningWhole(), NodeRows::read);
    }

    /** Runs a batch that writes these changes of a node. */
    static void run(Batch batch, Values changes) {
        try {
            batch.run();
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, changes);
        }
    }

    /**
     * The same for the holder of a lock.
     *
     * @param fenced writes that match only while the lock is held
     * @throws LockLostException when one of them did not
     */
    static void run(Batch batch, Values changes, NodeLock lock, Batch.Result<?>... fenced) {
        run(batch, changes);
        for (var write : fenced) {
            if (!write.any()) {
                throw new LockLostException(lock.nodeUuid(), lock.fence());
            }
        }
    }
}

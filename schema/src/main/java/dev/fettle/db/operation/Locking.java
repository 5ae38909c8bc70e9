package dev.fettle.db.operation;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Session;
import dev.fettle.db.row.NodeFaults;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.field.Values;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import java.util.Map;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Takes and gives back the lock of a node, together with a change of it, in one statement. Every taking raises the fence. */
final class Locking {
    private Locking() {}

    /** @throws Refused when no row meets the condition */
    static NodeRow take(Session session, Condition condition, String owner, String reason, Values changes) {
        var settings = NodeRows.settings(changes);
        settings.put(NODES.RESERVATION, owner);
        settings.put(NODES.RESERVED_FOR, reason);
        settings.put(NODES.RESERVED_AT, NodeRows.NOW);
        settings.put(NODES.FENCE, NODES.FENCE.plus(1));
        return write(session, settings, condition, changes, new Refused());
    }

    /** Keeps the lock for the work that follows, under a new fence. */
    static NodeRow handOn(Session session, NodeLock lock, String reason, Values changes) {
        try {
            return take(session, NodeRows.held(lock), lock.holder(), reason, changes);
        } catch (Refused _) {
            throw lost(lock);
        }
    }

    /** @throws LockLostException when it was taken away */
    static NodeRow release(Session session, NodeLock lock, Values changes) {
        var settings = NodeRows.settings(changes);
        settings.put(NODES.RESERVATION, null);
        settings.put(NODES.RESERVED_FOR, null);
        settings.put(NODES.RESERVED_AT, null);
        return write(session, settings, NodeRows.held(lock), changes, lost(lock));
    }

    /** Writes changes, if there are any, and keeps the lock. */
    static void keep(Session session, NodeLock lock, Values changes) {
        if (!changes.isEmpty()) {
            write(session, NodeRows.settings(changes), NodeRows.held(lock), changes, lost(lock));
        }
    }

    static LockLostException lost(NodeLock lock) {
        return new LockLostException(lock.nodeUuid(), lock.fence());
    }

    private static NodeRow write(
            Session session,
            Map<org.jooq.Field<?>, @Nullable Object> settings,
            Condition condition,
            Values changes,
            RuntimeException none) {
        try {
            return NodeRows.update(session, settings, condition).orElseThrow(() -> none);
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, changes);
        }
    }
}

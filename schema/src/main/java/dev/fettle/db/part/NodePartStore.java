package dev.fettle.db.part;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.ResourceTable;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.operation.NodeLock;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectForUpdateWaitStep;

/**
 * One kind of things that hang on nodes. Thread-safe; calls block. Short writes lock the row of the node and are refused while an operation
 * holds the node's lock; the holder writes with {@link #save}. Must not do anything slow meanwhile.
 */
public final class NodePartStore {
    private final Database database;
    private final ResourceStore reads;
    private final Field<Long> nodeId;
    private final Field<UUID> nodeUuid;

    @SuppressWarnings("unchecked")
    public NodePartStore(Database database, ResourceTable table) {
        this.database = database;
        this.reads = new ResourceStore(database, table);
        this.nodeId = (Field<Long>) table.fields().find("node_id").orElseThrow();
        this.nodeUuid = (Field<UUID>) table.fields().find("node_uuid").orElseThrow();
    }

    /** What a part is to be; may refuse by exception, which comes out. */
    @FunctionalInterface
    public interface Change {
        Values apply(LockedNode node, Values part);
    }

    /** May refuse by exception, which comes out. */
    @FunctionalInterface
    public interface Check {
        void accept(LockedNode node, Values part);
    }

    /** Finds and lists; locks nothing. */
    public ResourceStore reads() {
        return reads;
    }

    /**
     * Stores a new part of the node in {@code node_uuid}. Also while an operation holds the node's lock: it can not know the part yet.
     *
     * @param change completes what is to be stored
     * @throws FaultException {@code NODE_NOT_FOUND}, or a value is taken
     */
    public Values insert(Values part, Change change) {
        var node = part.getOrNull(nodeUuid);
        if (node == null) {
            throw NodeRows.notFound("None");
        }
        return database.transaction(session ->
                reads.insert(session, change.apply(new LockedNode(session, NodeRows.lock(session, node)), part)));
    }

    /**
     * Lets the caller change what is there now and writes the difference. A part that goes to another node needs that node unlocked too.
     *
     * @throws FaultException 404 for no such part, or a value is taken
     */
    public PartEdit<Values> edit(UUID uuid, Change change) {
        return unlocked(uuid, (node, part) -> {
            var after = change.apply(node, part);
            var holder = newNode(part, after)
                    .flatMap(other -> lockOther(node.session(), other).holder());
            return holder.<PartEdit<Values>>map(PartEdit.Locked::new)
                    .orElseGet(() -> new PartEdit.Saved<>(reads.save(node.session(), part, after)));
        });
    }

    public PartEdit<Values> delete(UUID uuid, Check check) {
        return unlocked(uuid, (node, part) -> {
            check.accept(node, part);
            reads.delete(node.session(), part);
            return new PartEdit.Saved<>(part);
        });
    }

    /**
     * A write of the holder of the node's lock: the fields that are set and differ.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away; nothing was written
     */
    public Values save(NodeLock lock, Values part) {
        return database.transaction(session -> {
            NodeRows.requireHeld(session, lock);
            return save(session, lock, part);
        });
    }

    /** The same in a transaction of the caller, who has made sure that the lock is held. */
    public Values save(Session session, NodeLock lock, Values part) {
        var before = reads.locked(session, reads.table().uuidOf(part));
        if (before.require(nodeId) != lock.nodeId()) {
            throw reads.table().notFound(reads.table().uuidOf(part));
        }
        return reads.save(session, before, part);
    }

    /** A write under the row lock of the node. */
    private interface Write {
        PartEdit<Values> apply(LockedNode node, Values part);
    }

    private PartEdit<Values> unlocked(UUID uuid, Write write) {
        return database.transaction(session -> {
            var node = lock(session, reads.table().isNodeOf(uuid), reads.table().notFound(uuid));
            var holder = node.holder();
            if (holder.isPresent()) {
                return new PartEdit.Locked<>(holder.get());
            }
            var part = reads.locked(session, uuid);
            if (part.require(nodeId) != node.node().id()) {
                throw new FaultException(
                        FaultCode.CONFLICT,
                        reads.table().noun() + " " + uuid + " has just been moved to another node. Try again.");
            }
            return write.apply(new LockedNode(session, node), part);
        });
    }

    /** Which node the part goes to; empty when it stays. Callers say it by either field. */
    private Optional<Condition> newNode(Values before, Values after) {
        var uuid = after.getOrNull(nodeUuid);
        if (uuid != null && !uuid.equals(before.get(nodeUuid))) {
            return Optional.of(NODES.UUID.eq(uuid));
        }
        var id = after.getOrNull(nodeId);
        return id != null && !id.equals(before.get(nodeId)) ? Optional.of(NODES.ID.eq(id)) : Optional.empty();
    }

    /** Does not wait for the row: who moves a part the other way round would wait for ours. */
    private static NodeRow lockOther(Session session, Condition node) {
        return session.first(locking(node).noWait(), NodeRows::read)
                .orElseThrow(
                        () -> new FaultException(FaultCode.NODE_NOT_FOUND, "The node to move to could not be found.")
                                .withStatus(400));
    }

    private static NodeRow lock(Session session, Condition node, FaultException missing) {
        return session.first(locking(node), NodeRows::read).orElseThrow(() -> missing);
    }

    private static SelectForUpdateWaitStep<Record> locking(Condition node) {
        return Session.SQL
                .select(NodeRows.WHOLE)
                .from(NODES)
                .where(node)
                .forNoKeyUpdate()
                .of(NODES);
    }
}

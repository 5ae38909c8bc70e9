package dev.fettle.db.operation;

import static dev.fettle.db.node.NodeRows.FENCE;
import static dev.fettle.db.node.NodeRows.ID;
import static dev.fettle.db.node.NodeRows.NODES;
import static dev.fettle.db.node.NodeRows.RESERVATION;
import static dev.fettle.db.node.NodeRows.UUID;

import dev.fettle.db.node.NodeRows;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Takes and gives back the lock of a node, with a change of the row in the same statement. Every taking raises the fence. */
final class Locking {
    private Locking() {}

    /** A lock just taken and the row under it. */
    record Taken(Node node, NodeLock lock) {}

    /** Only if the node is free and still in the state, and out of or in maintenance, as it was seen. */
    static Optional<Taken> take(DSLContext sql, Node seen, String owner, String reason, Values changes) {
        var asSeen = UUID.eq(seen.uuid())
                .and(RESERVATION.isNull())
                .and(column(NodeFields.PROVISION_STATE).eq(seen.provisionState().word()))
                .and(NODES.of(NodeFields.MAINTENANCE).cast(Boolean.class).eq(seen.maintenance()));
        return lock(sql, asSeen, owner, reason, changes);
    }

    static Optional<Taken> takeFree(DSLContext sql, UUID node, String owner, String reason, Values changes) {
        return lock(sql, UUID.eq(node).and(RESERVATION.isNull()), owner, reason, changes);
    }

    /** From the dead owner of an operation: only while the fence is the one it had. */
    static Optional<Taken> takeFrom(DSLContext sql, Operation orphaned, String owner) {
        var untouched = ID.eq(orphaned.nodeId()).and(FENCE.eq(orphaned.fence()));
        return lock(sql, untouched, owner, orphaned.kind().word(), Values.none(NodeFields.TABLE));
    }

    /** Keeps the lock for the work that follows, under a new fence. */
    static Taken handOn(DSLContext sql, NodeLock lock, String reason, Values changes) {
        return lock(sql, NodeStore.held(lock), lock.holder(), reason, changes)
                .orElseThrow(() -> new LockLostException(lock.nodeUuid(), lock.fence()));
    }

    static Node release(DSLContext sql, NodeLock lock, Values changes) {
        return write(sql, NodeStore.held(lock), changes, null, null)
                .map(NodeRows::node)
                .orElseThrow(() -> new LockLostException(lock.nodeUuid(), lock.fence()));
    }

    static Acceptance whyNot(DSLContext sql, UUID node) {
        var row = read(sql, node);
        return NodeRows.holder(row)
                .<Acceptance>map(Acceptance.Locked::new)
                .orElseGet(() -> new Acceptance.Changed(NodeRows.node(row)));
    }

    static Resumption whyNotResumed(DSLContext sql, UUID node) {
        return NodeRows.holder(read(sql, node)).<Resumption>map(Resumption.Locked::new).orElseGet(Resumption.Gone::new);
    }

    private static Record read(DSLContext sql, UUID node) {
        return sql.select(NodeRows.selectAll())
                .from(NODES.table())
                .where(UUID.eq(node))
                .fetchOptional()
                .orElseThrow(() -> NodeRows.notFound(node));
    }

    private static Optional<Taken> lock(
            DSLContext sql, Condition condition, String owner, String reason, Values changes) {
        return write(sql, condition, changes, owner, reason)
                .map(row -> new Taken(NodeRows.node(row), NodeRows.lock(row)));
    }

    private static Optional<? extends Record> write(
            DSLContext sql, Condition condition, Values changes, @Nullable String owner, @Nullable String reason) {
        var settings = NODES.settings(changes);
        settings.put(DSL.field(DSL.name("reservation")), owner);
        settings.put(DSL.field(DSL.name("reserved_for")), reason);
        settings.put(
                DSL.field(DSL.name("reserved_at")),
                owner == null ? DSL.castNull(java.time.OffsetDateTime.class) : DSL.currentOffsetDateTime());
        if (owner != null) {
            settings.put(DSL.field(DSL.name("fence")), FENCE.plus(1));
        }
        if (!changes.isEmpty()) {
            settings.put(DSL.field(DSL.name("updated_at")), DSL.currentOffsetDateTime());
        }
        return sql.update(NODES.table())
                .set(settings)
                .where(condition)
                .returningResult(NodeRows.selectAll())
                .fetchOptional();
    }

    private static org.jooq.Field<String> column(dev.fettle.model.field.Field<?> field) {
        return NODES.of(field).cast(String.class);
    }
}

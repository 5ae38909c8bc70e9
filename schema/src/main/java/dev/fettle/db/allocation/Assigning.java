package dev.fettle.db.allocation;

import static dev.fettle.db.tables.Allocations.ALLOCATIONS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeFaults;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Ties an allocation and a node together. */
final class Assigning {
    /** Another node fitted when it was picked and did not any more when it was to be written; so often in a row is no chance. */
    private static final int MOST_PICKS = 5;

    private static final String GONE = "nodes_allocation_id_fkey";

    private Assigning() {}

    /** Rolls back what was written. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super(null, null, false, false);
        }
    }

    /** Empty when there is no node to be had now. */
    static Optional<Assignment> tried(Database database, Allocation wish, Candidates candidates) {
        try {
            return database.transaction(session -> tried(session, wish, candidates));
        } catch (LostException _) {
            return Optional.of(new Assignment.Gone());
        } catch (ConstraintException e) {
            if (e.constraint().equals(GONE)) {
                return Optional.of(new Assignment.Gone());
            }
            throw taken(e, wish);
        }
    }

    private static Optional<Assignment> tried(Session session, Allocation wish, Candidates candidates) {
        for (var picks = 0; picks < MOST_PICKS; picks++) {
            var picked = pick(session, candidates);
            if (picked.isEmpty()) {
                return Optional.empty();
            }
            var node = NODES.ID.eq(picked.get());
            // what passes here has passed again, under the row lock and with traits as they are now
            if (write(session, wish, node.and(candidates.all())).isPresent()) {
                return Optional.of(new Assignment.Assigned(finish(session, wish, picked.get())));
            }
        }
        return Optional.empty();
    }

    /** Locks a row that nobody else has locked, so that searches at the same time pick different nodes and none waits for another. */
    private static Optional<Long> pick(Session session, Candidates candidates) {
        var query = Session.SQL
                .select(NODES.ID)
                .from(NODES)
                .where(candidates.all())
                .and(NODES.RESERVATION.isNull())
                .orderBy(candidates.order())
                .limit(1)
                .forNoKeyUpdate()
                .skipLocked();
        return session.first(query, row -> row.getLong(1));
    }

    /** The node's half; its uuid, or empty when the condition does not hold. */
    static Optional<UUID> write(Session session, Allocation allocation, Condition condition) {
        var settings = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        settings.put(NODES.ALLOCATION_ID, allocation.id());
        settings.put(NODES.INSTANCE_UUID, allocation.uuid());
        var traits = JSONB.valueOf(JsonText.write(Map.of("traits", allocation.traits())));
        settings.put(
                NODES.INSTANCE_INFO, DSL.field("{0} || {1}::jsonb", JSONB.class, NODES.INSTANCE_INFO, DSL.val(traits)));
        NodeRows.touch(settings);
        return NodeRows.update(session, settings, condition)
                .map(row -> row.node().uuid());
    }

    /** The allocation's half. */
    private static Allocation finish(Session session, Allocation wish, long node) {
        var update = Session.SQL
                .update(ALLOCATIONS)
                .set(ALLOCATIONS.STATE, AllocationState.ACTIVE.word())
                .set(ALLOCATIONS.NODE_ID, node)
                .setNull(ALLOCATIONS.LAST_ERROR)
                .set(ALLOCATIONS.UPDATED_AT, NodeRows.NOW)
                .where(ours(wish));
        if (session.execute(update) != 1) {
            throw new LostException();
        }
        return wish.with(AllocationFields.STATE, AllocationState.ACTIVE.word()).with(AllocationFields.NODE_ID, node);
    }

    /** Some node has the instance already. */
    static RuntimeException taken(ConstraintException e, Allocation wish) {
        return NodeFaults.of(e, Values.none(NodeFields.TABLE).with(NodeFields.INSTANCE_UUID, wish.uuid()));
    }

    /** Whether the search still is open, and the conductor's that began it. */
    static Condition ours(Allocation wish) {
        return ALLOCATIONS
                .ID
                .eq(wish.id())
                .and(ALLOCATIONS.STATE.eq(AllocationState.ALLOCATING.word()))
                .and(ALLOCATIONS.CONDUCTOR_AFFINITY.isNotDistinctFrom(wish.get(AllocationFields.CONDUCTOR_AFFINITY)));
    }
}

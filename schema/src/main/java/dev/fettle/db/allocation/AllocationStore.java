package dev.fettle.db.allocation;

import static dev.fettle.db.tables.Allocations.ALLOCATIONS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Allocations and the nodes that they hold. A node and its allocation are always written with one commit; row locks are taken in the order node,
 * allocation. Thread-safe; calls block.
 */
public final class AllocationStore {
    private static final int MOST_MOVES = 5;
    private static final Values NO_INSTANCE = Values.none(NodeFields.TABLE).with(NodeFields.INSTANCE_UUID, null);

    private final Database database;
    private final ResourceStore rows;

    public AllocationStore(Database database) {
        this.database = database;
        this.rows = new ResourceStore(database, Resources.ALLOCATION_TABLE);
    }

    public Optional<Allocation> find(UUID uuid) {
        return rows.find(uuid).map(Allocation::new);
    }

    /** @throws FaultException {@code ALLOCATION_ALREADY_EXISTS} or {@code ALLOCATION_DUPLICATE_NAME} */
    public Allocation insert(Allocation wish) {
        return new Allocation(rows.insert(wish.values()));
    }

    /**
     * One try to give a node to an allocation: picks one that fits and that nobody else is writing, and writes both rows.
     *
     * @param wish as it was stored; its affinity says who looks for a node
     * @throws FaultException {@code INSTANCE_ASSOCIATED} when some node has an instance of the allocation's uuid already
     */
    public Assignment assign(Allocation wish) {
        var candidates = Candidates.of(wish);
        var assigned = Assigning.tried(database, wish, candidates);
        return assigned.orElseGet(() -> {
            var tally = database.run(candidates::count);
            return tally.left() > 0 ? new Assignment.Busy(tally.left()) : new Assignment.NoCandidate(tally.reason());
        });
    }

    /** Ends the search without a node; false when it had ended already or is another conductor's. */
    public boolean fail(Allocation wish, String reason) {
        var update = Session.SQL
                .update(ALLOCATIONS)
                .set(ALLOCATIONS.STATE, AllocationState.ERROR.word())
                .set(ALLOCATIONS.LAST_ERROR, reason)
                .set(ALLOCATIONS.UPDATED_AT, NodeRows.NOW)
                .where(Assigning.ours(wish));
        return database.run(session -> session.execute(update)) == 1;
    }

    /**
     * Stores an allocation for a node that is in use already, and ties the two together.
     *
     * @param check of the node as it is; may refuse by exception, which comes out
     * @throws FaultException {@code NODE_NOT_FOUND}, {@code INSTANCE_ASSOCIATED} and those of {@link #insert}
     */
    public AllocationEdit backfill(Allocation wish, UUID node, Consumer<Node> check) {
        try {
            return database.transaction(session -> backfilled(session, wish, node, check));
        } catch (ConstraintException e) {
            throw Assigning.taken(e, wish);
        }
    }

    /**
     * Deletes an allocation; the node that it has loses its instance with it.
     *
     * @param check of the node, if there is one; may refuse by exception, which comes out
     * @throws FaultException {@code ALLOCATION_NOT_FOUND}
     */
    public AllocationEdit remove(UUID uuid, Consumer<Node> check) {
        for (var tries = 0; tries < MOST_MOVES; tries++) {
            var edit = removed(uuid, check);
            if (edit.isPresent()) {
                return edit.get();
            }
        }
        throw new IllegalStateException("allocation " + uuid + " changes its node again and again");
    }

    /** Allocations without an end whose conductor is dead, and those of this one, which knows whether it is at work on them. */
    public List<Allocation> unfinished(long conductor, int limit) {
        return database.run(session -> Unfinished.list(session, conductor, limit));
    }

    /** Takes over the search for a node; empty when somebody else did so first or it ended. */
    public Optional<Allocation> claim(Allocation seen, long conductor) {
        return database.run(session -> Unfinished.claim(session, seen, conductor));
    }

    private AllocationEdit backfilled(Session session, Allocation wish, UUID node, Consumer<Node> check) {
        var row = NodeRows.lock(session, node);
        if (row.holder().isPresent()) {
            return new AllocationEdit.Locked(row.holder().get());
        }
        check.accept(row.node());
        var active =
                wish.with(AllocationFields.STATE, AllocationState.ACTIVE.word()).with(AllocationFields.NODE_UUID, node);
        var stored = new Allocation(rows.insert(session, active.values()));
        Assigning.write(session, stored, NODES.ID.eq(row.node().id()));
        return new AllocationEdit.Done(stored);
    }

    /** Empty when the allocation came to another node, or went with its node, between two looks. */
    private Optional<AllocationEdit> removed(UUID uuid, Consumer<Node> check) {
        var seen = find(uuid).orElseThrow(() -> rows.table().notFound(uuid)).get(AllocationFields.NODE_UUID);
        try {
            return database.transaction(session -> removed(session, uuid, seen, check));
        } catch (FaultException e) {
            if (e.code() == FaultCode.NODE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<AllocationEdit> removed(
            Session session, UUID uuid, @Nullable UUID nodeUuid, Consumer<Node> check) {
        var node = Optional.ofNullable(nodeUuid).map(it -> NodeRows.lock(session, it));
        var holder = node.flatMap(NodeRow::holder);
        if (holder.isPresent()) {
            return Optional.of(new AllocationEdit.Locked(holder.get()));
        }
        var allocation = new Allocation(rows.locked(session, uuid));
        if (!Objects.equals(nodeUuid, allocation.get(AllocationFields.NODE_UUID))) {
            return Optional.empty();
        }
        node.map(NodeRow::node).ifPresent(it -> {
            check.accept(it);
            NodeRows.update(session, NodeRows.settings(NO_INSTANCE), NODES.ID.eq(it.id()));
        });
        session.execute(Session.SQL.deleteFrom(ALLOCATIONS).where(ALLOCATIONS.UUID.eq(uuid)));
        return Optional.of(new AllocationEdit.Done(allocation));
    }
}

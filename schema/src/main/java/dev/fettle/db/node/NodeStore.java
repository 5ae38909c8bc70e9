package dev.fettle.db.node;

import static dev.fettle.db.node.NodeRows.FENCE;
import static dev.fettle.db.node.NodeRows.ID;
import static dev.fettle.db.node.NodeRows.NODES;
import static dev.fettle.db.node.NodeRows.RESERVATION;
import static dev.fettle.db.node.NodeRows.UUID;

import dev.fettle.db.Database;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.provision.ProvisionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Questions to, and short writes of, the table {@code nodes}. Blocks; thread-safe. */
public final class NodeStore {
    private final Database database;
    private final NodeList lists;

    public NodeStore(Database database) {
        this.database = database;
        this.lists = new NodeList(database);
    }

    public Optional<Node> find(UUID uuid) {
        return find(UUID.eq(uuid));
    }

    public Optional<Node> findByName(String name) {
        return find(DSL.condition("nodes.name = ?", name));
    }

    /** By uuid, in its usual spelling, or by name. */
    public Optional<Node> find(String ident) {
        return dev.fettle.model.patch.Idents.uuid(ident).map(this::find).orElseGet(() -> findByName(ident));
    }

    /** Stores a new node; key and time of creation come from the database. */
    public Node insert(Node node) {
        return NodeFaults.named(node, () -> database.transaction(sql -> {
            var id = sql.insertInto(NODES.table())
                    .set(NODES.settings(node.values()))
                    .returningResult(ID)
                    .fetchOptional()
                    .orElseThrow()
                    .value1();
            TraitRows.replace(sql, id, node.values().has(NodeFields.TRAITS) ? node.traits() : List.of());
            return one(sql, ID.eq(id)).map(NodeRows::node).orElseThrow();
        }));
    }

    public EditResult edit(UUID node, UnaryOperator<Node> change) {
        return edit(node, change, Optional.empty());
    }

    /**
     * Reads the row, changes it and writes the difference, in one transaction and with the row locked: no change of anybody is lost. Refused while
     * somebody holds the node's lock.
     *
     * @param change may refuse by exception; must do no I/O
     * @param history written with it
     */
    public EditResult edit(UUID node, UnaryOperator<Node> change, Optional<HistoryEntry> history) {
        return database.transaction(sql -> {
            var row = locked(sql, node);
            var holder = NodeRows.holder(row);
            if (holder.isPresent()) {
                return new EditResult.Locked(holder.get());
            }
            var before = NodeRows.node(row);
            var after = change.apply(before);
            var changes = after.values().changesFrom(before.values());
            var saved = changes.isEmpty()
                    ? before
                    : NodeFaults.named(after, () -> NodeRows.node(update(sql, ID.eq(before.id()), changes)
                            .orElseThrow()));
            history.ifPresent(entry -> HistoryRows.add(sql, saved, entry));
            return new EditResult.Saved(saved);
        });
    }

    /** @param change of the sorted list of traits */
    public EditResult editTraits(UUID node, UnaryOperator<List<String>> change) {
        return database.transaction(sql -> {
            var row = locked(sql, node);
            var holder = NodeRows.holder(row);
            if (holder.isPresent()) {
                return new EditResult.Locked(holder.get());
            }
            var before = NodeRows.node(row);
            var traits = change.apply(before.traits()).stream().sorted().toList();
            TraitRows.replace(sql, before.id(), traits);
            return new EditResult.Saved(before.with(NodeFields.TRAITS, traits));
        });
    }

    /** @param check may refuse by exception */
    public EditResult delete(UUID node, Consumer<Node> check) {
        return database.transaction(sql -> {
            var row = locked(sql, node);
            var holder = NodeRows.holder(row);
            if (holder.isPresent()) {
                return new EditResult.Locked(holder.get());
            }
            var found = NodeRows.node(row);
            check.accept(found);
            sql.deleteFrom(NODES.table()).where(ID.eq(found.id())).execute();
            return new EditResult.Saved(found);
        });
    }

    /**
     * A write of the lock's holder.
     *
     * @throws LockLostException when the lock was taken away
     */
    public Node save(NodeLock lock, Values changes) {
        return database.run(sql -> fencedUpdate(sql, lock, changes));
    }

    /** The same within a transaction. */
    public static Node fencedUpdate(DSLContext sql, NodeLock lock, Values changes) {
        return update(sql, held(lock), changes)
                .map(NodeRows::node)
                .orElseThrow(() -> new LockLostException(lock.nodeUuid(), lock.fence()));
    }

    /** Writes only if nobody holds the lock and the expected fields still have their values; false otherwise. */
    public boolean saveIfUnchanged(UUID node, Values expected, Values changes, Optional<HistoryEntry> history) {
        return database.transaction(sql -> {
            var condition = UUID.eq(node).and(RESERVATION.isNull());
            for (var field : expected.setFields()) {
                condition = condition.and(Conditions.equal(field, expected.get(field)));
            }
            var row = update(sql, condition, changes);
            row.ifPresent(it -> history.ifPresent(entry -> HistoryRows.add(sql, NodeRows.node(it), entry)));
            return row.isPresent();
        });
    }

    public Optional<LockHolder> lockHolder(UUID node) {
        return database.run(sql -> sql.select(UUID, RESERVATION, NodeRows.RESERVED_AT, NodeRows.RESERVED_FOR)
                        .from(NODES.table())
                        .where(UUID.eq(node))
                        .fetchOptional())
                .flatMap(NodeRows::holder);
    }

    /** @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND} for an unknown marker */
    public List<Node> list(NodeQuery query) {
        return lists.list(query);
    }

    /** The same without holding all in memory; the consumer is called while a connection is held. */
    public void stream(NodeQuery query, Consumer<Node> consumer) {
        lists.stream(query, consumer);
    }

    public long countNodesIn(Collection<ProvisionState> states) {
        var words = states.stream().map(ProvisionState::word).toList();
        return database.run(sql -> sql.fetchCount(
                NODES.table(), NODES.of(NodeFields.PROVISION_STATE).cast(String.class).in(words)));
    }

    /** Condition that the lock is still held. */
    public static Condition held(NodeLock lock) {
        return ID.eq(lock.nodeId()).and(FENCE.eq(lock.fence())).and(RESERVATION.eq(lock.holder()));
    }

    private Optional<Node> find(Condition condition) {
        return database.run(sql -> one(sql, condition)).map(NodeRows::node);
    }

    private static Optional<? extends Record> one(DSLContext sql, Condition condition) {
        return sql.select(NodeRows.select(NodeFields.TABLE.fields()))
                .from(NODES.table())
                .where(condition)
                .fetchOptional();
    }

    private static Record locked(DSLContext sql, UUID node) {
        return sql.select(NodeRows.selectAll())
                .from(NODES.table())
                .where(UUID.eq(node))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> NodeRows.notFound(node));
    }

    /** The row after the update, or none when the condition holds for none. */
    static Optional<? extends Record> update(DSLContext sql, Condition condition, Values changes) {
        var settings = NODES.settings(changes);
        settings.put(DSL.field(DSL.name("updated_at")), DSL.currentOffsetDateTime());
        return sql.update(NODES.table())
                .set(settings)
                .where(condition)
                .returningResult(new ArrayList<>(NodeRows.selectAll()))
                .fetchOptional();
    }
}

package dev.fettle.db.node;

import static dev.fettle.db.tables.NodeTraits.NODE_TRAITS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Aside;
import dev.fettle.db.ConstraintException;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.HistoryRows;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeFaults;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.NodeUpdate;
import dev.fettle.db.row.TraitRows;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.provision.ProvisionState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Nodes. Thread-safe; calls block. Short writes lock the row and are refused while an operation holds the node's lock; the holder writes with
 * {@link #save}. Every call may throw {@code TEMPORARY_FAILURE}.
 */
public final class NodeStore {
    private static final Pattern UUID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");

    private final Database database;

    public NodeStore(Database database) {
        this.database = database;
    }

    public Optional<Node> find(UUID uuid) {
        return database.run(session -> NodeRows.find(session, uuid)).map(NodeRow::node);
    }

    public Optional<Node> findByName(String name) {
        return name.indexOf('\0') >= 0
                ? Optional.empty()
                : database.run(session -> NodeRows.findByName(session, name)).map(NodeRow::node);
    }

    /** By uuid when it looks like one, else by name. */
    public Optional<Node> find(String ident) {
        return UUID_TEXT.matcher(ident).matches() ? find(UUID.fromString(ident)) : findByName(ident);
    }

    /** Who holds the node's lock; empty when nobody does or there is no such node. */
    public Optional<LockHolder> lockHolder(UUID uuid) {
        return database.run(session -> NodeRows.find(session, uuid)).flatMap(NodeRow::holder);
    }

    /** Nodes with the fields asked for; see {@link NodeQuery}. One statement, one more for traits, one more with a marker. */
    public List<Node> list(NodeQuery query) {
        return database.run(session -> NodePage.of(session, query).list(session));
    }

    /**
     * The same, one by one: memory stays flat for any number of nodes. While the consumer gets some, on a thread that may be another one than the
     * caller's, the next ones are read. Holds a connection until the consumer has seen almost all.
     *
     * @param consumer must not wait for anything
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND} for an unknown marker
     */
    public void stream(NodeQuery query, Consumer<Node> consumer) {
        if (query.limit() > 0 && query.limit() <= NodePage.PIECE) {
            list(query).forEach(consumer);
            return;
        }
        var aside = new Aside<List<Node>>(nodes -> nodes.forEach(consumer));
        try {
            database.transaction(session -> {
                NodePage.of(session, query).stream(session, aside::begin);
                return true;
            });
        } finally {
            aside.join();
        }
    }

    public long count(List<NodeFilter> filters) {
        var query = Session.SQL.selectCount().from(NODES).where(NodeConditions.all(filters));
        return database.run(session -> session.first(query, row -> row.getLong(1)))
                .orElse(0L);
    }

    public long countNodesIn(Collection<ProvisionState> states) {
        var words = states.stream().map(ProvisionState::toString).toList();
        return count(List.of(new NodeFilter.In(NodeFields.PROVISION_STATE, words)));
    }

    /**
     * Stores the fields that are set. Id, lock and times are the database's own.
     *
     * @return the node with all fields
     * @throws dev.fettle.model.FaultException {@code NODE_ALREADY_EXISTS}, {@code DUPLICATE_NAME} or {@code INSTANCE_ASSOCIATED}
     */
    public Node insert(Node node) {
        var insert = Session.SQL
                .insertInto(NODES)
                .set(NodeRows.newRow(node.values()))
                .returningResult(NodeRows.WHOLE);
        var traits = node.values().has(NodeFields.TRAITS) ? node.traits() : List.<String>of();
        try {
            if (traits.isEmpty()) {
                return database.run(session -> session.first(insert, NodeRows::read))
                        .orElseThrow()
                        .node();
            }
            return database.transaction(session -> {
                var added = session.first(insert, NodeRows::read).orElseThrow().node();
                return added.with(NodeFields.TRAITS, TraitRows.add(session, added.id(), traits));
            });
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, node.values());
        }
    }

    /** @see #edit(UUID, UnaryOperator, Optional) */
    public EditResult edit(UUID uuid, UnaryOperator<Node> change) {
        return edit(uuid, change, Optional.empty());
    }

    /**
     * A short write: lets the caller change what is there now and writes the difference, if nobody was quicker; else locks the row and does it
     * again. Must not do anything slow.
     *
     * @param change may be called twice; may refuse by exception, which comes out
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND} and those of {@link #insert}
     */
    public EditResult edit(UUID uuid, UnaryOperator<Node> change, Optional<HistoryEntry> history) {
        if (history.isEmpty()) {
            var quick = database.run(session -> quickEdit(session, uuid, change));
            if (quick.isPresent()) {
                return quick.get();
            }
        }
        return unlocked(uuid, (session, node) -> {
            var changes = change.apply(node).values().changesFrom(node.values());
            var saved = changes.isEmpty() ? node : write(session, node, changes);
            history.ifPresent(entry -> HistoryRows.add(session, node.id(), entry));
            return saved;
        });
    }

    /** Without a lock of the row, hence without a transaction around; empty when the row was written meanwhile. */
    private static Optional<EditResult> quickEdit(Session session, UUID uuid, UnaryOperator<Node> change) {
        var row = NodeRows.find(session, uuid).orElseThrow(() -> NodeRows.notFound(uuid));
        var holder = row.holder();
        if (holder.isPresent()) {
            return Optional.of(new EditResult.Locked(holder.get()));
        }
        var node = row.node();
        var changes = change.apply(node).values().changesFrom(node.values());
        return changes.isEmpty()
                ? Optional.of(new EditResult.Saved(node))
                : write(session, NodeUpdate.ofUnchanged(row, changes), node, changes)
                        .map(EditResult.Saved::new);
    }

    /**
     * Puts keys into {@code driver_internal_info}, whatever else is there: the quickest write, one statement.
     *
     * @return the node with all fields; empty when somebody holds its lock, or it is gone: nothing was written
     */
    public Optional<Node> noteInternal(UUID uuid, Map<String, ? extends @Nullable Object> keys) {
        var json = CleanText.requireJson("driver_internal_info", JsonText.write(keys));
        return database.run(session -> NodeRows.note(session, uuid, json)).map(NodeRow::node);
    }

    /** @param check may refuse by exception, which comes out */
    public EditResult delete(UUID uuid, Consumer<Node> check) {
        return unlocked(uuid, (session, node) -> {
            check.accept(node);
            session.execute(Session.SQL.deleteFrom(NODES).where(NODES.ID.eq(node.id())));
            return node;
        });
    }

    /** @param change gets and returns the whole list; order and repetitions do not matter */
    public EditResult editTraits(UUID uuid, UnaryOperator<List<String>> change) {
        return unlocked(uuid, (session, node) -> {
            // read after the row lock was granted: the statement that took it sees traits as of before the wait
            var traits =
                    Session.SQL.select(NODE_TRAITS.TRAIT).from(NODE_TRAITS).where(NODE_TRAITS.NODE_ID.eq(node.id()));
            var before = session.list(traits.orderBy(NODE_TRAITS.TRAIT), row -> row.getString(1));
            var after = List.copyOf(new TreeSet<>(change.apply(before)));
            if (after.equals(before)) {
                return node.with(NodeFields.TRAITS, before);
            }
            TraitRows.replace(session, node.id(), after);
            var touch = NodeUpdate.ofRow(node.id(), Values.none(NodeFields.TABLE));
            return session.first(touch.returningWhole(), NodeRows::read)
                    .orElseThrow()
                    .node();
        });
    }

    /**
     * A write of the lock's holder.
     *
     * @return the node with all fields
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Node save(NodeLock lock, Values changes) {
        try {
            var update = NodeUpdate.underLock(lock, changes);
            return database.run(session -> changes.isEmpty()
                            ? NodeRows.find(session, lock)
                            : session.first(update.returningWhole(), NodeRows::read))
                    .orElseThrow(() -> new LockLostException(lock.nodeUuid(), lock.fence()))
                    .node();
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, changes);
        }
    }

    /**
     * A write without a lock: only while nobody holds it and every expected field still has that value.
     *
     * @return false when nothing was written
     */
    public boolean saveIfUnchanged(UUID uuid, Values expected, Values changes, Optional<HistoryEntry> history) {
        var settings = NodeRows.settings(changes);
        if (settings.isEmpty()) {
            throw new IllegalArgumentException("nothing to write");
        }
        var same = expected.setFields().stream()
                .map(field -> NodeConditions.equal(NodeRows.COLUMNS, field, expected.get(field)))
                .toList();
        var condition = NODES.UUID.eq(uuid).and(NODES.RESERVATION.isNull()).and(DSL.and(same));
        if (history.isEmpty()) {
            return database.run(session -> NodeRows.update(session, settings, condition))
                    .isPresent();
        }
        return database.transaction(session -> {
            var saved = NodeRows.update(session, settings, condition);
            saved.ifPresent(row -> history.ifPresent(
                    entry -> HistoryRows.add(session, row.node().id(), entry)));
            return saved.isPresent();
        });
    }

    private EditResult unlocked(UUID uuid, BiFunction<Session, Node, Node> write) {
        return database.transaction(session -> {
            var row = NodeRows.lock(session, uuid);
            return row.holder()
                    .<EditResult>map(EditResult.Locked::new)
                    .orElseGet(() -> new EditResult.Saved(write.apply(session, row.node())));
        });
    }

    private static Node write(Session session, Node node, Values changes) {
        return write(session, NodeUpdate.ofRow(node.id(), changes), node, changes)
                .orElseThrow();
    }

    private static Optional<Node> write(Session session, NodeUpdate update, Node before, Values changes) {
        try {
            return session.first(update.returningWritten(), NodeRows.written(before, changes));
        } catch (ConstraintException e) {
            throw NodeFaults.of(e, changes);
        }
    }
}

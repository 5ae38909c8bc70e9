package dev.fettle.db.row;

import static dev.fettle.db.tables.Allocations.ALLOCATIONS;
import static dev.fettle.db.tables.Chassis.CHASSIS;
import static dev.fettle.db.tables.NodeTraits.NODE_TRAITS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.RowReader;
import dev.fettle.db.Session;
import dev.fettle.db.Template;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of {@code nodes} for all stores, so that each rule of the table is in one place. */
public final class NodeRows {
    public static final org.jooq.Field<OffsetDateTime> NOW = DSL.field("now()", SQLDataType.OFFSETDATETIME(6));

    private static final org.jooq.Field<String[]> TRAITS = DSL.array(DSL.select(NODE_TRAITS.TRAIT)
            .from(NODE_TRAITS)
            .where(NODE_TRAITS.NODE_ID.eq(NODES.ID))
            .orderBy(NODE_TRAITS.TRAIT));

    public static final Columns COLUMNS = new Columns(
            NodeFields.TABLE,
            NODES,
            Map.of(
                    NodeFields.TRAITS,
                    TRAITS,
                    NodeFields.CHASSIS_UUID,
                    referred(CHASSIS.UUID, CHASSIS.ID, NODES.CHASSIS_ID),
                    NodeFields.ALLOCATION_UUID,
                    referred(ALLOCATIONS.UUID, ALLOCATIONS.ID, NODES.ALLOCATION_ID)));

    /** The transaction that wrote the row as it is: another one for each write. */
    private static final org.jooq.Field<String> VERSION = DSL.field("nodes.xmin::text", String.class);

    /** Columns of {@link #read}, in its order. */
    public static final List<org.jooq.Field<?>> WHOLE = whole();

    private static final Set<Field<?>> NOT_BY_CALLERS = Set.of(
            NodeFields.ID,
            NodeFields.RESERVATION,
            NodeFields.CREATED_AT,
            NodeFields.UPDATED_AT,
            NodeFields.TRAITS,
            NodeFields.ALLOCATION_UUID,
            NodeFields.REVISION);

    /** No row has it: a reference that is set to it breaks the constraint of the reference. */
    private static final long NONE = -1;

    private static final RowReader<Values> ALL_FIELDS = COLUMNS.reader(NodeFields.TABLE.fields(), 1);
    private static final String SELECT = Session.SQL.select(WHOLE).from(NODES).getSQL();
    private static final String BY_UUID = SELECT + " where nodes.uuid = ?";
    private static final String BY_NAME = SELECT + " where nodes.name = ?";
    private static final String UNDER_LOCK =
            SELECT + " where nodes.id = ? and nodes.fence = ? and nodes.reservation = ?";
    private static final String NOTE =
            "update nodes set driver_internal_info = driver_internal_info || ?::jsonb, updated_at = now(), revision ="
                    + " revision + 1 where nodes.uuid = ? and nodes.reservation is null returning "
                    + WHOLE.stream().map(Session.SQL::render).collect(Collectors.joining(", "));
    private static final String BY_UUID_LOCKED = BY_UUID + " for no key update of nodes";

    private NodeRows() {}

    public static Optional<NodeRow> find(Session session, UUID uuid) {
        return session.first(BY_UUID, List.of(uuid), NodeRows::read);
    }

    /** Empty when the lock was taken away. */
    public static Optional<NodeRow> find(Session session, NodeLock lock) {
        return session.first(UNDER_LOCK, List.of(lock.nodeId(), lock.fence(), lock.holder()), NodeRows::read);
    }

    public static Optional<NodeRow> findByName(Session session, String name) {
        return session.first(BY_NAME, List.of(name), NodeRows::read);
    }

    /**
     * The row, locked until the end of the transaction.
     *
     * @throws FaultException {@code NODE_NOT_FOUND}
     */
    public static NodeRow lock(Session session, UUID uuid) {
        return session.first(BY_UUID_LOCKED, List.of(uuid), NodeRows::read).orElseThrow(() -> notFound(uuid));
    }

    /** Puts keys into {@code driver_internal_info} of a row that nobody holds the lock of; empty when somebody does or there is none. */
    public static Optional<NodeRow> note(Session session, UUID uuid, String json) {
        return session.first(NOTE, List.of(json, uuid), NodeRows::read);
    }

    /** Writes these columns where the condition holds; the row as it is then, empty when none matched. */
    public static Optional<NodeRow> update(
            Session session, Map<org.jooq.Field<?>, @Nullable Object> settings, Condition condition) {
        return session.first(
                Session.SQL.update(NODES).set(settings).where(condition).returningResult(WHOLE), NodeRows::read);
    }

    /**
     * What an update sets for these changes: they, when they were made and, if the state is among them, how long the last one took.
     *
     * @throws IllegalArgumentException for a field that has its own way of being written
     */
    public static Map<org.jooq.Field<?>, @Nullable Object> settings(Values changes) {
        var settings = columns(changes, writable(changes.setFields()));
        if (settings.isEmpty()) {
            return settings;
        }
        touch(settings);
        if (changes.has(NodeFields.PROVISION_STATE)) {
            addStateTimes(settings, DSL.val(changes.require(NodeFields.PROVISION_STATE)));
        }
        return settings;
    }

    /** Another node for its readers from now on. */
    public static void touch(Map<org.jooq.Field<?>, @Nullable Object> settings) {
        settings.put(NODES.UPDATED_AT, NOW);
        settings.put(NODES.REVISION, NODES.REVISION.plus(DSL.inline(1)));
    }

    /** What an update sets that changes something of the node outside its row. */
    public static Map<org.jooq.Field<?>, @Nullable Object> touched() {
        var settings = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        touch(settings);
        return settings;
    }

    /** When the state was entered, unless that is set itself, and how long the one before it lasted. */
    static void addStateTimes(Map<org.jooq.Field<?>, @Nullable Object> settings, org.jooq.Field<String> next) {
        var moved = NODES.PROVISION_STATE.isDistinctFrom(next);
        settings.putIfAbsent(NODES.PROVISION_UPDATED_AT, DSL.when(moved, NOW).otherwise(NODES.PROVISION_UPDATED_AT));
        settings.put(
                NODES.PREVIOUS_STATE_SECONDS,
                DSL.when(
                                moved,
                                DSL.field(
                                        "extract(epoch from now() - coalesce({0}, {1}))::bigint",
                                        Long.class, NODES.PROVISION_UPDATED_AT, NODES.CREATED_AT))
                        .otherwise(NODES.PREVIOUS_STATE_SECONDS));
    }

    /** @throws IllegalArgumentException for a field that has its own way of being written */
    static List<Field<?>> writable(List<Field<?>> fields) {
        for (var field : fields) {
            if (NOT_BY_CALLERS.contains(field)) {
                throw new IllegalArgumentException(field + " is not written this way");
            }
        }
        return fields;
    }

    /** Whether this acquisition of the lock still counts. */
    public static Condition held(NodeLock lock) {
        return NODES.ID.eq(lock.nodeId()).and(NODES.FENCE.eq(lock.fence())).and(NODES.RESERVATION.eq(lock.holder()));
    }

    /**
     * Locks the row of a node that the caller holds the lock of: nobody takes that away before the transaction ends.
     *
     * @throws LockLostException when somebody did
     */
    public static void requireHeld(Session session, NodeLock lock) {
        var row = Session.SQL.select(NODES.ID).from(NODES).where(held(lock)).forNoKeyUpdate();
        if (session.first(row, found -> found.getLong(1)).isEmpty()) {
            throw new LockLostException(lock.nodeUuid(), lock.fence());
        }
    }

    /** What a new row sets: everything with a value but what the database gives. */
    public static Map<org.jooq.Field<?>, @Nullable Object> newRow(Values values) {
        var fields = new ArrayList<Field<?>>();
        for (var field : values.setFields()) {
            if (!NOT_BY_CALLERS.contains(field) && values.get(field) != null) {
                fields.add(field);
            }
        }
        return columns(values, fields);
    }

    private static Map<org.jooq.Field<?>, @Nullable Object> columns(Values values, List<Field<?>> fields) {
        var own = new ArrayList<>(fields);
        var inChassis = own.remove(NodeFields.CHASSIS_UUID);
        var settings = COLUMNS.settings(values, own);
        if (inChassis) {
            var chassis = values.get(NodeFields.CHASSIS_UUID);
            settings.put(NODES.CHASSIS_ID, chassis == null ? null : idOf(CHASSIS.ID, CHASSIS.UUID.eq(chassis)));
        }
        return settings;
    }

    /** What the column of the chassis is set to for a chassis by its uuid, which may be null. */
    static org.jooq.Field<Long> chassisId(org.jooq.Field<UUID> uuid) {
        return DSL.when(uuid.isNotNull(), idOf(CHASSIS.ID, CHASSIS.UUID.eq(uuid)));
    }

    /** The uuid of another row; most nodes refer to none, and asking first costs less than looking for it. */
    private static org.jooq.Field<UUID> referred(
            TableField<?, UUID> uuid, TableField<?, Long> id, TableField<?, Long> reference) {
        var other = DSL.field(DSL.select(uuid).from(id.getTable()).where(id.eq(reference)));
        return DSL.when(reference.isNotNull(), other);
    }

    private static org.jooq.Field<Long> idOf(TableField<?, Long> id, Condition condition) {
        var found = DSL.field(DSL.select(id).from(id.getTable()).where(condition));
        return DSL.coalesce(found, DSL.inline(NONE));
    }

    public static NodeRow read(ResultSet row) throws SQLException {
        var next = NodeFields.TABLE.fields().size() + 1;
        var node = Node.of(ALL_FIELDS.read(row));
        return new NodeRow(
                node,
                row.getLong(next),
                Columns.instant(row, next + 1),
                row.getString(next + 2),
                row.getString(next + 3));
    }

    /** The node after a write that returned what it wrote. */
    public static RowReader<Node> written(Node before, Values changes) {
        var written = COLUMNS.reader(NodeUpdate.backFrom(changes.setFields()), 1);
        return row -> Node.of(before.values().overlay(written.read(row)));
    }

    /** Whether the row is in the state that it was read in. */
    static Condition isVersion(String parameter) {
        return DSL.condition("nodes.xmin = cast({0} as xid)", Template.parameter(parameter, String.class));
    }

    public static FaultException notFound(Object ident) {
        return new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + ident + " could not be found.");
    }

    private static List<org.jooq.Field<?>> whole() {
        var whole = new ArrayList<>(COLUMNS.selected(NodeFields.TABLE.fields()));
        whole.addAll(List.of(NODES.FENCE, NODES.RESERVED_AT, NODES.RESERVED_FOR, VERSION));
        return List.copyOf(whole);
    }
}

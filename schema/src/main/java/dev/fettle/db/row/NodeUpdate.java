package dev.fettle.db.row;

import static dev.fettle.db.Template.parameter;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.db.Templates;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NodeLock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Updates of one node's row: fields, what becomes of the lock, on which condition, what comes back. A builder for one use; its text is written
 * once for each shape.
 */
public final class NodeUpdate {
    /** What becomes of the lock. */
    private enum LockChange {
        NONE,
        TAKEN,
        RELEASED
    }

    /** Which row it is, and how it has to be. */
    private enum Guard {
        /** The row, whose lock this transaction has. */
        ROW,
        /** As it was read, and nobody holds its lock. */
        UNCHANGED,
        /** Under this lock. */
        HELD,
        /** Nobody holds its lock. */
        FREE,
        /** Nobody holds its lock, and it is in the state that was seen. */
        FREE_IN_STATE,
        /** Locked, or not, as it was for work whose conductor died. */
        LEFT_BY
    }

    private enum Back {
        NOTHING,
        /** What is written, and what the database writes along. */
        WRITTEN,
        WHOLE
    }

    private record Shape(List<Field<?>> fields, LockChange lock, Guard guard, Back back) {}

    private static final Templates<Shape> TEMPLATES = new Templates<>(NodeUpdate::write);
    private static final String VALUE = "to_";

    private final List<Field<?>> fields;
    private final Guard guard;
    private final Map<String, @Nullable Object> values = new HashMap<>();
    private LockChange lock = LockChange.NONE;

    /** @throws IllegalArgumentException for a field that has its own way of being written */
    private NodeUpdate(Values changes, Guard guard) {
        this.fields = NodeRows.writable(changes.setFields());
        this.guard = guard;
        for (var field : fields) {
            values.put(VALUE + field.name(), Columns.toColumn(field, changes.get(field)));
        }
    }

    /** Of a row that this transaction has locked. */
    public static NodeUpdate ofRow(long id, Values changes) {
        return new NodeUpdate(changes, Guard.ROW).value("id", id);
    }

    /** Of a row that nobody has written since it was read, and nobody holds the lock of. */
    public static NodeUpdate ofUnchanged(NodeRow read, Values changes) {
        return new NodeUpdate(changes, Guard.UNCHANGED)
                .value("id", read.node().id())
                .value("version", read.version());
    }

    public static NodeUpdate underLock(NodeLock held, Values changes) {
        return new NodeUpdate(changes, Guard.HELD)
                .value("id", held.nodeId())
                .value("fence", held.fence())
                .value("holder", held.holder());
    }

    public static NodeUpdate whileFree(long id, Values changes) {
        return new NodeUpdate(changes, Guard.FREE).value("id", id);
    }

    public static NodeUpdate whileFree(UUID node, String state, boolean maintenance, Values changes) {
        return new NodeUpdate(changes, Guard.FREE_IN_STATE)
                .value("uuid", node)
                .value("state", state)
                .value("maintenance", maintenance);
    }

    /** @param holder null when nobody holds the lock */
    public static NodeUpdate leftBy(long id, long fence, @Nullable String holder) {
        return new NodeUpdate(Values.none(NodeFields.TABLE), Guard.LEFT_BY)
                .value("id", id)
                .value("fence", fence)
                .value("holder", holder);
    }

    /** Takes the lock along; that raises the fence. */
    public NodeUpdate taking(String owner, String reason) {
        lock = LockChange.TAKEN;
        return value("owner", owner).value("reason", reason);
    }

    /** Gives the lock back along with it. */
    public NodeUpdate releasing() {
        lock = LockChange.RELEASED;
        return this;
    }

    /** To be read with {@link NodeRows#read}. */
    public Statement returningWhole() {
        return statement(Back.WHOLE);
    }

    public Statement returningNothing() {
        return statement(Back.NOTHING);
    }

    /** To be read with {@link NodeRows#written}. */
    public Statement returningWritten() {
        return statement(Back.WRITTEN);
    }

    /** What {@link #returningWritten} returns. */
    static List<Field<?>> backFrom(List<Field<?>> written) {
        var back = new LinkedHashSet<>(written);
        back.addAll(List.of(NodeFields.UPDATED_AT, NodeFields.PROVISION_UPDATED_AT, NodeFields.REVISION));
        if (written.contains(NodeFields.INSTANCE_UUID)) { // an instance that leaves takes the allocation along
            back.addAll(List.of(NodeFields.ALLOCATION_ID, NodeFields.ALLOCATION_UUID));
        }
        return List.copyOf(back);
    }

    private Statement statement(Back back) {
        return TEMPLATES.get(new Shape(fields, lock, guard, back)).with(values);
    }

    private NodeUpdate value(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    private static Query write(Shape shape) {
        var settings = settings(shape.fields());
        switch (shape.lock()) {
            case TAKEN -> {
                settings.put(NODES.RESERVATION, parameter("owner", NODES.RESERVATION));
                settings.put(NODES.RESERVED_FOR, parameter("reason", NODES.RESERVED_FOR));
                settings.put(NODES.RESERVED_AT, NodeRows.NOW);
                settings.put(NODES.FENCE, NODES.FENCE.plus(DSL.inline(1)));
            }
            case RELEASED -> {
                settings.put(NODES.RESERVATION, DSL.inline(null, NODES.RESERVATION));
                settings.put(NODES.RESERVED_FOR, DSL.inline(null, NODES.RESERVED_FOR));
                settings.put(NODES.RESERVED_AT, DSL.inline(null, NODES.RESERVED_AT));
            }
            case NONE -> NodeRows.touch(settings);
        }
        var update = Session.SQL.update(NODES).set(settings).where(condition(shape.guard()));
        return switch (shape.back()) {
            case NOTHING -> update;
            case WRITTEN -> update.returningResult(NodeRows.COLUMNS.selected(backFrom(shape.fields())));
            case WHOLE -> update.returningResult(NodeRows.WHOLE);
        };
    }

    /** They, when they were written and, if the state is among them, how long the last one took. */
    private static Map<org.jooq.Field<?>, Object> settings(List<Field<?>> fields) {
        var settings = new LinkedHashMap<org.jooq.Field<?>, Object>();
        for (var field : fields) {
            if (field.equals(NodeFields.CHASSIS_UUID)) {
                settings.put(NODES.CHASSIS_ID, NodeRows.chassisId(parameter(VALUE + field.name(), UUID.class)));
            } else {
                settings.put(NodeRows.COLUMNS.of(field), parameter(VALUE + field.name(), NodeRows.COLUMNS.of(field)));
            }
        }
        if (!fields.isEmpty()) {
            NodeRows.touch(settings);
        }
        if (fields.contains(NodeFields.PROVISION_STATE)) {
            NodeRows.addStateTimes(
                    settings, parameter(VALUE + NodeFields.PROVISION_STATE.name(), NODES.PROVISION_STATE));
        }
        return settings;
    }

    private static Condition condition(Guard guard) {
        var byId = NODES.ID.eq(parameter("id", NODES.ID));
        var free = NODES.RESERVATION.isNull();
        return switch (guard) {
            case ROW -> byId;
            case UNCHANGED -> byId.and(free).and(NodeRows.isVersion("version"));
            case HELD ->
                byId.and(NODES.FENCE.eq(parameter("fence", NODES.FENCE)))
                        .and(NODES.RESERVATION.eq(parameter("holder", NODES.RESERVATION)));
            case FREE -> byId.and(free);
            case FREE_IN_STATE ->
                NODES.UUID
                        .eq(parameter("uuid", NODES.UUID))
                        .and(free)
                        .and(NODES.PROVISION_STATE.eq(parameter("state", NODES.PROVISION_STATE)))
                        .and(NODES.MAINTENANCE.eq(parameter("maintenance", NODES.MAINTENANCE)));
            case LEFT_BY ->
                byId.and(NODES.FENCE.eq(parameter("fence", NODES.FENCE)))
                        .and(NODES.RESERVATION.isNotDistinctFrom(parameter("holder", NODES.RESERVATION)));
        };
    }
}

package dev.fettle.db.operation;

import static dev.fettle.db.tables.Operations.OPERATIONS;

import dev.fettle.db.Session;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.step.StepSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Rows of {@code operations} as operations. */
final class OperationRows {
    static final List<Field<?>> WHOLE = List.of(
            OPERATIONS.ID,
            OPERATIONS.UUID,
            OPERATIONS.NODE_ID,
            OPERATIONS.NODE_UUID,
            OPERATIONS.KIND,
            OPERATIONS.REQUEST_ID,
            OPERATIONS.REQUESTED_BY,
            OPERATIONS.PROJECT,
            OPERATIONS.ARGS,
            OPERATIONS.STEPS,
            OPERATIONS.CURSOR,
            OPERATIONS.STEP_STARTED,
            OPERATIONS.ATTEMPT,
            OPERATIONS.STATE,
            OPERATIONS.WAIT_DEADLINE,
            OPERATIONS.OWNER,
            OPERATIONS.FENCE,
            OPERATIONS.STARTED_AT,
            OPERATIONS.ENDED_AT);

    private static final int LONGEST_NAME = 255;

    private static final String INSERT =
            """
            insert into operations (node_id, node_uuid, kind, request_id, requested_by, project, args, steps, state, owner,
                owner_incarnation, fence)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'running', ?, (select incarnation from conductors where hostname = ?), ?)
            on conflict do nothing
            returning\s""" + String.join(", ", WHOLE.stream().map(Field::getName).toList());

    private OperationRows() {}

    /** Empty when the request was accepted before, or other work is open on the node. */
    static Optional<Operation> insert(Session session, NewOperation offered, NodeRow row) {
        return session.first(
                INSERT,
                Arrays.asList(
                        row.node().id(),
                        row.node().uuid(),
                        offered.kind().word(),
                        CleanText.require("request id", offered.requestId()),
                        CleanText.lenient(offered.user(), LONGEST_NAME),
                        CleanText.lenient(offered.project(), LONGEST_NAME),
                        CleanText.requireJson("arguments", JsonText.write(offered.args())),
                        stepsJson(offered.steps()),
                        offered.owner(),
                        offered.owner(),
                        row.fence()),
                OperationRows::read);
    }

    /**
     * From waiting to running, under the lock just taken.
     *
     * @throws Refused when it no longer waits
     */
    static Operation run(Session session, long operation, String owner, NodeRow row) {
        var update = Session.SQL
                .update(OPERATIONS)
                .set(OPERATIONS.STATE, OperationState.RUNNING.word())
                .setNull(OPERATIONS.WAIT_DEADLINE)
                .set(OPERATIONS.UPDATED_AT, NodeRows.NOW)
                .set(OPERATIONS.OWNER, owner)
                .set(
                        OPERATIONS.OWNER_INCARNATION,
                        DSL.field(
                                "(select incarnation from conductors where hostname = {0})",
                                UUID.class, DSL.val(owner)))
                .set(OPERATIONS.FENCE, row.fence())
                .where(OPERATIONS.ID.eq(operation))
                .and(OPERATIONS.STATE.eq(OperationState.WAITING.word()));
        return session.first(update.returningResult(WHOLE), OperationRows::read).orElseThrow(Refused::new);
    }

    static Operation read(ResultSet row) throws SQLException {
        return new Operation(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getObject(4, UUID.class),
                OperationKind.of(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                JsonText.object(row.getString(9)),
                JsonText.objects(row.getString(10)).stream()
                        .map(StepSpec::fromRow)
                        .toList(),
                row.getInt(11),
                row.getBoolean(12),
                row.getInt(13),
                OperationState.of(row.getString(14)),
                Columns.instant(row, 15),
                row.getString(16),
                row.getLong(17),
                Objects.requireNonNull(Columns.instant(row, 18)),
                Columns.instant(row, 19));
    }

    static String stepsJson(List<StepSpec> steps) {
        return CleanText.requireJson(
                "steps", JsonText.write(steps.stream().map(StepSpec::toRow).toList()));
    }
}

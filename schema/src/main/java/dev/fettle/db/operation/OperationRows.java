package dev.fettle.db.operation;

import static dev.fettle.db.tables.Operations.OPERATIONS;

import dev.fettle.db.Statement;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.JsonText;
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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;

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

    /** The lock was taken in this transaction; else there is nothing to write. */
    private static final String JUST_TAKEN = "nodes.id = ? and nodes.reservation = ? and nodes.reserved_at = now()";

    private static final String INCARNATION = "(select incarnation from conductors where hostname = ?)";

    private static final String INSERT = """
            insert into operations (node_id, node_uuid, kind, request_id, requested_by, project, args, steps, state, owner,
                owner_incarnation, fence)
            select nodes.id, nodes.uuid, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'running', ?, %s, nodes.fence
            from nodes where %s
            on conflict do nothing
            returning %s""".formatted(INCARNATION, JUST_TAKEN, columns());

    private static final String RUN = """
            update operations set state = 'running', wait_deadline = null, updated_at = now(), owner = ?,
                owner_incarnation = %s, fence = nodes.fence
            from nodes where %s and operations.id = ? and operations.state = 'waiting'
            returning %s""".formatted(INCARNATION, JUST_TAKEN, columns());

    private static final String MOVE = """
            update operations set owner = ?, owner_incarnation = ?, fence = nodes.fence
            from nodes where %s and operations.id = ? and operations.fence = ? and operations.state = 'running'
            returning %s""".formatted(JUST_TAKEN, columns());

    private OperationRows() {}

    /** Under the lock just taken of the node. Returns nothing when the request was accepted before, or other work is open on the node. */
    static Statement insert(NewOperation offered, long node) {
        return new Statement(
                INSERT,
                Arrays.asList(
                        offered.kind().word(),
                        CleanText.require("request id", offered.requestId()),
                        CleanText.lenient(offered.user(), LONGEST_NAME),
                        CleanText.lenient(offered.project(), LONGEST_NAME),
                        CleanText.requireJson("arguments", JsonText.write(offered.args())),
                        stepsJson(offered.steps()),
                        offered.owner(),
                        offered.owner(),
                        node,
                        offered.owner()));
    }

    /** From waiting to running, under the lock just taken of the node. Returns nothing when it no longer waits. */
    static Statement run(long operation, String owner, long node) {
        return new Statement(RUN, List.of(owner, owner, node, owner, operation));
    }

    /** To another owner, under the lock just taken of the node. Returns nothing when it is no longer as given. */
    static Statement move(Operation orphan, String owner, UUID incarnation) {
        return new Statement(MOVE, List.of(owner, incarnation, orphan.nodeId(), owner, orphan.id(), orphan.fence()));
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

    private static String columns() {
        return WHOLE.stream().map(Field::getName).map("operations."::concat).collect(Collectors.joining(", "));
    }

    static String stepsJson(List<StepSpec> steps) {
        return CleanText.requireJson(
                "steps", JsonText.write(steps.stream().map(StepSpec::toRow).toList()));
    }
}

package dev.fettle.db.operation;

import dev.fettle.db.row.JsonText;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.step.StepSpec;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code operations}: columns, and rows as operations. */
final class OperationRows {
    static final Table<?> OPERATIONS = DSL.table(DSL.name("operations"));

    static final Field<Long> ID = field("id", Long.class);
    static final Field<UUID> UUID = field("uuid", UUID.class);
    static final Field<Long> NODE_ID = field("node_id", Long.class);
    static final Field<String> KIND = field("kind", String.class);
    static final Field<String> REQUEST_ID = field("request_id", String.class);
    static final Field<String> REQUESTED_BY = field("requested_by", String.class);
    static final Field<String> PROJECT = field("project", String.class);
    static final Field<JSONB> ARGS = DSL.field(DSL.name("operations", "args"), SQLDataType.JSONB);
    static final Field<JSONB> STEPS = DSL.field(DSL.name("operations", "steps"), SQLDataType.JSONB);
    static final Field<Integer> CURSOR = field("cursor", Integer.class);
    static final Field<Boolean> STEP_STARTED = field("step_started", Boolean.class);
    static final Field<Integer> ATTEMPT = field("attempt", Integer.class);
    static final Field<String> STATE = field("state", String.class);
    static final Field<OffsetDateTime> WAIT_DEADLINE = time("wait_deadline");
    static final Field<String> OWNER = field("owner", String.class);
    static final Field<Long> FENCE = field("fence", Long.class);
    static final Field<OffsetDateTime> STARTED_AT = time("started_at");
    static final Field<OffsetDateTime> ENDED_AT = time("ended_at");

    static final List<Field<?>> ALL = List.of(
            ID, UUID, NODE_ID, KIND, REQUEST_ID, REQUESTED_BY, PROJECT, ARGS, STEPS, CURSOR, STEP_STARTED, ATTEMPT, STATE,
            WAIT_DEADLINE, OWNER, FENCE, STARTED_AT, ENDED_AT);

    /** Incarnation of the conductor with that name; null when it is not registered. */
    static final String INCARNATION_OF = "(select incarnation from conductors where hostname = ?)";

    private OperationRows() {}

    static Operation operation(Record row, UUID nodeUuid) {
        var deadline = row.get(WAIT_DEADLINE);
        var ended = row.get(ENDED_AT);
        return new Operation(
                row.get(ID),
                row.get(UUID),
                row.get(NODE_ID),
                nodeUuid,
                OperationKind.of(row.get(KIND)),
                row.get(REQUEST_ID),
                row.get(REQUESTED_BY),
                row.get(PROJECT),
                JsonText.object(row.get(ARGS).data()),
                steps(row.get(STEPS).data()),
                row.get(CURSOR),
                row.get(STEP_STARTED),
                row.get(ATTEMPT),
                OperationState.of(row.get(STATE)),
                deadline == null ? null : deadline.toInstant(),
                row.get(OWNER),
                row.get(FENCE),
                Objects.requireNonNull(row.get(STARTED_AT)).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    static JSONB stepsJson(List<StepSpec> steps) {
        return JSONB.valueOf(JsonText.write(steps.stream().map(StepSpec::toRow).toList()));
    }

    @SuppressWarnings("unchecked")
    private static List<StepSpec> steps(String json) {
        return JsonText.list(json).stream()
                .map(row -> StepSpec.fromRow((Map<String, Object>) row))
                .toList();
    }

    private static <T> Field<T> field(String name, Class<T> type) {
        return DSL.field(DSL.name("operations", name), type);
    }

    private static Field<OffsetDateTime> time(String name) {
        return DSL.field(DSL.name("operations", name), SQLDataType.OFFSETDATETIME(6));
    }
}

package dev.fettle.db.operation;

import static dev.fettle.db.operation.OperationRows.ALL;
import static dev.fettle.db.operation.OperationRows.ID;

import dev.fettle.db.Database;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/** Reads of the table {@code operations}. */
final class OperationQuestions {
    private static final Field<UUID> NODE_UUID = DSL.field(DSL.name("nodes", "uuid"), UUID.class).as("node_uuid");
    private static final Field<String> DRIVER = DSL.field(DSL.name("nodes", "driver"), String.class);
    private static final Field<String> GROUP = DSL.field(DSL.name("nodes", "conductor_group"), String.class);

    private final Database database;

    OperationQuestions(Database database) {
        this.database = database;
    }

    Optional<Operation> byRequest(DSLContext sql, NewOperation offered) {
        return select(sql)
                .and("nodes.uuid = ?", offered.nodeUuid())
                .and(OperationRows.REQUEST_ID.eq(offered.requestId()))
                .and(OperationRows.KIND.eq(offered.kind().word()))
                .fetchOptional(OperationQuestions::operation);
    }

    Operation byRequest(NewOperation offered) {
        return database.run(sql -> byRequest(sql, offered).orElseThrow());
    }

    Optional<Operation> locked(DSLContext sql, long operation) {
        return select(sql)
                .and(ID.eq(operation))
                .forUpdate()
                .of(OperationRows.OPERATIONS)
                .fetchOptional(OperationQuestions::operation);
    }

    Optional<Operation> find(long operation) {
        return database.run(sql -> select(sql).and(ID.eq(operation)).fetchOptional(OperationQuestions::operation));
    }

    Optional<Operation> waiting(UUID node) {
        return database.run(sql -> select(sql)
                .and("nodes.uuid = ?", node)
                .and("operations.state = 'waiting'")
                .fetchOptional(OperationQuestions::operation));
    }

    List<Operation> history(UUID node, int limit) {
        return database.run(sql -> select(sql)
                .and("nodes.uuid = ?", node)
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(OperationQuestions::operation));
    }

    List<Orphan> orphans(String host, UUID incarnation, int limit) {
        return database.run(sql -> select(sql)
                .and("operations.state = 'running'")
                .and(
                        "((operations.owner = ? and operations.owner_incarnation is distinct from ?) or (operations.owner <> ? and not"
                                + " exists (select 1 from conductors c where c.hostname = operations.owner and c.online and"
                                + " c.lease_until > now() and c.incarnation = operations.owner_incarnation)))",
                        host,
                        incarnation,
                        host)
                .orderBy(ID)
                .limit(limit)
                .fetch(row -> new Orphan(
                        operation(row),
                        Objects.requireNonNull(row.get(DRIVER)),
                        Objects.requireNonNull(row.get(GROUP)))));
    }

    List<Operation> runningOf(String host, UUID incarnation) {
        return database.run(sql -> select(sql)
                .and("operations.state = 'running'")
                .and("operations.owner = ? and operations.owner_incarnation = ?", host, incarnation)
                .fetch(OperationQuestions::operation));
    }

    List<Operation> overdue(int limit) {
        return database.run(sql -> select(sql)
                .and("operations.state = 'waiting' and operations.wait_deadline < now()")
                .orderBy(OperationRows.WAIT_DEADLINE)
                .limit(limit)
                .fetch(OperationQuestions::operation));
    }

    private static SelectConditionStep<Record> select(DSLContext sql) {
        var columns = new ArrayList<Field<?>>(ALL);
        columns.addAll(List.of(NODE_UUID, DRIVER, GROUP));
        return sql.select(columns).from("operations join nodes on nodes.id = operations.node_id").where(DSL.noCondition());
    }

    private static Operation operation(Record row) {
        return OperationRows.operation(row, Objects.requireNonNull(row.get(NODE_UUID)));
    }
}

package dev.fettle.db.operation;

import static dev.fettle.db.tables.Conductors.CONDUCTORS;
import static dev.fettle.db.tables.Nodes.NODES;
import static dev.fettle.db.tables.Operations.OPERATIONS;

import dev.fettle.db.Session;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Questions to {@code operations}. */
final class OperationReads {
    private static final Condition RUNNING = OPERATIONS.STATE.eq(DSL.inline(OperationState.RUNNING.word()));
    private static final Condition WAITING = OPERATIONS.STATE.eq(DSL.inline(OperationState.WAITING.word()));

    private static final Condition OWNER_LIVES = DSL.exists(DSL.selectOne()
            .from(CONDUCTORS)
            .where(CONDUCTORS.HOSTNAME.eq(OPERATIONS.OWNER))
            .and(CONDUCTORS.ONLINE)
            .and(CONDUCTORS.LEASE_UNTIL.gt(NodeRows.NOW)));

    private OperationReads() {}

    static Optional<Operation> find(Session session, long id) {
        return session.first(
                Session.SQL.select(OperationRows.WHOLE).from(OPERATIONS).where(OPERATIONS.ID.eq(id)),
                OperationRows::read);
    }

    static Optional<Operation> byRequest(Session session, NewOperation offered) {
        return session.first(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(OPERATIONS.REQUEST_ID.eq(offered.requestId()))
                        .and(OPERATIONS.NODE_ID.eq(nodeId(offered.nodeUuid())))
                        .and(OPERATIONS.KIND.eq(offered.kind().word())),
                OperationRows::read);
    }

    static Optional<Operation> open(Session session, UUID node) {
        return session.first(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(OPERATIONS.NODE_ID.eq(nodeId(node)))
                        .and("operations.state in ('running', 'waiting')")
                        .orderBy(OPERATIONS.STATE)
                        .limit(1),
                OperationRows::read);
    }

    static Optional<Operation> waiting(Session session, UUID node) {
        return session.first(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(OPERATIONS.NODE_ID.eq(nodeId(node)))
                        .and("operations.state = 'waiting'"),
                OperationRows::read);
    }

    static List<Operation> history(Session session, UUID node, int limit) {
        return session.list(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(OPERATIONS.NODE_ID.eq(nodeId(node)))
                        .orderBy(OPERATIONS.ID.desc())
                        .limit(limit),
                OperationRows::read);
    }

    static List<Operation> overdue(Session session, int limit) {
        return session.list(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(WAITING)
                        .and(OPERATIONS.WAIT_DEADLINE.lt(NodeRows.NOW))
                        .andNotExists(DSL.selectOne()
                                .from(NODES)
                                .where(NODES.ID.eq(OPERATIONS.NODE_ID))
                                .and(NODES.MAINTENANCE))
                        .orderBy(OPERATIONS.WAIT_DEADLINE)
                        .limit(limit),
                OperationRows::read);
    }

    static List<Operation> runningOf(Session session, String host, UUID incarnation) {
        return session.list(
                Session.SQL
                        .select(OperationRows.WHOLE)
                        .from(OPERATIONS)
                        .where(RUNNING)
                        .and(OPERATIONS.OWNER.eq(host))
                        .and(OPERATIONS.OWNER_INCARNATION.eq(incarnation))
                        .orderBy(OPERATIONS.ID),
                OperationRows::read);
    }

    static List<Orphan> orphans(Session session, String me, UUID incarnation, int limit) {
        var columns = new ArrayList<Field<?>>(OperationRows.WHOLE);
        columns.addAll(List.of(NODES.DRIVER, NODES.CONDUCTOR_GROUP));
        var earlierLife = OPERATIONS.OWNER.eq(me).and(OPERATIONS.OWNER_INCARNATION.isDistinctFrom(incarnation));
        var deadOwner = OPERATIONS.OWNER.ne(me).and(DSL.not(OWNER_LIVES));
        var query = Session.SQL
                .select(columns)
                .from(OPERATIONS)
                .join(NODES)
                .on(NODES.ID.eq(OPERATIONS.NODE_ID))
                .where(RUNNING)
                .and(earlierLife.or(deadOwner))
                .orderBy(OPERATIONS.ID)
                .limit(limit);
        var next = OperationRows.WHOLE.size() + 1;
        return session.list(
                query, row -> new Orphan(OperationRows.read(row), row.getString(next), row.getString(next + 1)));
    }

    private static org.jooq.Select<org.jooq.Record1<Long>> nodeId(UUID node) {
        return DSL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node));
    }
}

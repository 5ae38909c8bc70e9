package dev.fettle.db.allocation;

import static dev.fettle.db.tables.Allocations.ALLOCATIONS;
import static dev.fettle.db.tables.Conductors.CONDUCTORS;

import dev.fettle.db.Session;
import dev.fettle.db.resource.Resources;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Searches that a conductor began and did not end. */
final class Unfinished {
    private static final Condition OPEN = ALLOCATIONS.STATE.eq(AllocationState.ALLOCATING.word());

    private Unfinished() {}

    /** Oldest first. */
    static List<Allocation> list(Session session, long conductor, int limit) {
        var alive = DSL.select(CONDUCTORS.ID)
                .from(CONDUCTORS)
                .where(CONDUCTORS.ONLINE)
                .and(CONDUCTORS.LEASE_UNTIL.gt(NodeRows.NOW))
                .and(CONDUCTORS.ID.ne(conductor))
                .and(CONDUCTORS.ID.eq(ALLOCATIONS.CONDUCTOR_AFFINITY));
        var columns = Resources.ALLOCATION_TABLE.columns();
        var fields = AllocationFields.TABLE.fields();
        var query = Session.SQL
                .select(columns.selected(fields))
                .from(ALLOCATIONS)
                .where(OPEN)
                .andNotExists(alive)
                .orderBy(ALLOCATIONS.ID)
                .limit(limit);
        var values = columns.reader(fields, 1);
        return session.list(query, row -> new Allocation(values.read(row)));
    }

    static Optional<Allocation> claim(Session session, Allocation seen, long conductor) {
        var update = Session.SQL
                .update(ALLOCATIONS)
                .set(ALLOCATIONS.CONDUCTOR_AFFINITY, conductor)
                .where(Assigning.ours(seen));
        return session.execute(update) == 1
                ? Optional.of(seen.with(AllocationFields.CONDUCTOR_AFFINITY, conductor))
                : Optional.empty();
    }
}

package dev.fettle.db.row;

import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.model.history.HistoryEntry;
import java.util.Arrays;

/** Adds lines to {@code node_history} within the transaction of the change they tell of. */
public final class HistoryRows {
    private static final int LONGEST_EVENT = 4096;
    private static final int LONGEST_NAME = 255;

    /** A state that was entered in this transaction: tells how long the one before it lasted; else how long this one lasts so far. */
    private static final String INSERT = """
            insert into node_history
                (node_id, conductor, event, event_type, severity, "user", project, state, target_provision_state, power_state,
                 duration_seconds)
            select id, ?, ?, ?, ?, ?, ?, provision_state, target_provision_state, power_state,
                case when provision_updated_at = now() and previous_state_seconds is not null then previous_state_seconds
                    else extract(epoch from now() - coalesce(provision_updated_at, created_at))::bigint end
            from nodes where id = ?""";

    private HistoryRows() {}

    /** Texts are cut and cleaned: a line of history never stops a change. A node that is gone gets none. */
    public static void add(Session session, long nodeId, HistoryEntry entry) {
        session.execute(insert(nodeId, entry));
    }

    /** The same as a statement. */
    public static Statement insert(long nodeId, HistoryEntry entry) {
        return new Statement(
                INSERT,
                Arrays.asList(
                        CleanText.lenient(entry.conductor(), LONGEST_NAME),
                        CleanText.lenient(entry.event(), LONGEST_EVENT),
                        CleanText.lenient(entry.eventType(), LONGEST_NAME),
                        entry.error() ? "ERROR" : "INFO",
                        CleanText.lenient(entry.user(), LONGEST_NAME),
                        CleanText.lenient(entry.project(), LONGEST_NAME),
                        nodeId));
    }
}

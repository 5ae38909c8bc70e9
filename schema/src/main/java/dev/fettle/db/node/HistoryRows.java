package dev.fettle.db.node;

import dev.fettle.db.row.CleanText;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes of the table {@code node_history}; a text that is too long is cut, so that it never stops a transition. */
public final class HistoryRows {
    private static final int TEXT = 255;
    private static final int EVENT = 4096;

    private HistoryRows() {}

    /** @param node as it is after the change that the entry tells of */
    public static void add(DSLContext sql, Node node, HistoryEntry entry) {
        sql.execute(
                "insert into node_history (node_id, conductor, event, event_type, severity, \"user\", project, state,"
                        + " target_provision_state, duration_seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " (select extract(epoch from now() - provision_updated_at)::bigint from nodes where id = ?))",
                node.id(),
                entry.conductor(),
                CleanText.lenient(entry.event(), EVENT),
                CleanText.lenient(entry.eventType(), TEXT),
                entry.error() ? "ERROR" : "INFO",
                lenient(entry.user()),
                lenient(entry.project()),
                Objects.requireNonNullElse(node.get(NodeFields.PROVISION_STATE), ""),
                node.get(NodeFields.TARGET_PROVISION_STATE),
                node.id());
    }

    private static @Nullable String lenient(@Nullable String text) {
        return text == null ? null : CleanText.lenient(text, TEXT);
    }
}

package dev.fettle.db.node;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The table {@code node_traits}. */
final class TraitRows {
    private TraitRows() {}

    static void replace(DSLContext sql, long node, List<String> traits) {
        sql.execute("delete from node_traits where node_id = ?", node);
        if (!traits.isEmpty()) {
            sql.execute(
                    "insert into node_traits (node_id, trait) select ?, unnest(?::text[])",
                    node,
                    DSL.val(traits.toArray(String[]::new)));
        }
    }
}

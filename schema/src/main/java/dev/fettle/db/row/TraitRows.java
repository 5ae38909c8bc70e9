package dev.fettle.db.row;

import static dev.fettle.db.tables.NodeTraits.NODE_TRAITS;

import dev.fettle.db.Session;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Writes traits of nodes whose row the transaction has locked, or made. */
public final class TraitRows {
    private TraitRows() {}

    /** These are all that the node has; in the order in which they are read back. */
    public static List<String> replace(Session session, long node, Collection<String> traits) {
        session.execute(Session.SQL.deleteFrom(NODE_TRAITS).where(NODE_TRAITS.NODE_ID.eq(node)));
        return add(session, node, traits);
    }

    /** To a node without any; in the order in which they are read back. */
    public static List<String> add(Session session, long node, Collection<String> traits) {
        var sorted = List.copyOf(new TreeSet<>(traits));
        if (!sorted.isEmpty()) {
            var texts = sorted.stream()
                    .map(trait -> CleanText.require("traits", trait))
                    .toArray(String[]::new);
            session.execute(
                    "insert into node_traits (node_id, trait) select ?, unnest(?::text[])", List.of(node, texts));
        }
        return sorted;
    }
}

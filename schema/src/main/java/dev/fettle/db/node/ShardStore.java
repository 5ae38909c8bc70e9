package dev.fettle.db.node;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;

/** How nodes are spread over shards. Thread-safe; calls block. */
public final class ShardStore {
    private final Database database;

    public ShardStore(Database database) {
        this.database = database;
    }

    /**
     * One shard.
     *
     * @param name empty for the nodes that belong to none
     */
    public record Shard(Optional<String> name, long nodes) {}

    /** All shards that have nodes, the one with most first. One statement. */
    public List<Shard> shards() {
        var count = DSL.count();
        var query = Session.SQL
                .select(NODES.SHARD, count)
                .from(NODES)
                .groupBy(NODES.SHARD)
                .orderBy(count.desc(), NODES.SHARD.asc().nullsLast());
        return database.run(session ->
                session.list(query, row -> new Shard(Optional.ofNullable(row.getString(1)), row.getLong(2))));
    }
}

package dev.fettle.db.idempotency;

import dev.fettle.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys of requests and what they were answered. A key belongs to its caller. Thread-safe; calls block. */
public final class IdempotencyStore {
    private static final String FORGET = """
            delete from idempotency_keys where (caller, key) in
                (select caller, key from idempotency_keys where created_at < now() - make_interval(secs => ?) limit 100)""";
    private static final String CLAIM = """
            insert into idempotency_keys (caller, key, digest) values (?, ?, ?)
            on conflict (caller, key) do update set digest = excluded.digest, created_at = now()
                where idempotency_keys.status is null and idempotency_keys.digest = excluded.digest
                    and idempotency_keys.created_at < now() - make_interval(secs => ?)
            returning key""";
    private static final String FIND = """
            select digest, status, location, answer, extract(epoch from clock_timestamp() - created_at)::bigint
            from idempotency_keys where caller = ? and key = ?""";

    private final Database database;

    public IdempotencyStore(Database database) {
        this.database = database;
    }

    /**
     * Takes the key for a request that begins now, also from one that began and never ended.
     *
     * @param keep how long answers are remembered; older ones go, some at each call
     * @param abandoned a request that is at work for longer than that is taken for dead
     * @return empty when the request shall be done; else what is known
     */
    public Optional<RememberedAnswer> begin(
            String caller, String key, String digest, Duration keep, Duration abandoned) {
        return database.transaction(session -> {
            session.execute(FORGET, List.of((double) keep.toSeconds()));
            var binds = List.of(caller, key, digest, (double) abandoned.toSeconds());
            if (session.first(CLAIM, binds, row -> row.getString(1)).isPresent()) {
                return Optional.empty();
            }
            return session.first(FIND, List.of(caller, key), IdempotencyStore::read);
        });
    }

    /** Remembers the answer. */
    public void end(String caller, String key, int status, @Nullable String location, @Nullable String body) {
        database.run(session -> session.execute(
                "update idempotency_keys set status = ?, location = ?, answer = ? where caller = ? and key = ?",
                Arrays.asList(status, location, body, caller, key)));
    }

    /** The request failed: a repeat shall be done anew. */
    public void forget(String caller, String key) {
        database.run(session -> session.execute(
                "delete from idempotency_keys where caller = ? and key = ? and status is null", List.of(caller, key)));
    }

    private static RememberedAnswer read(ResultSet row) throws SQLException {
        var status = row.getObject(2, Integer.class);
        return new RememberedAnswer(
                row.getString(1), status, row.getString(3), row.getString(4), Duration.ofSeconds(row.getLong(5)));
    }
}

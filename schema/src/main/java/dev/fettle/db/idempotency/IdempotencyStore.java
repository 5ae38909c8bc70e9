package dev.fettle.db.idempotency;

import dev.fettle.db.Database;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys of requests and what they were answered. A key belongs to its caller. Thread-safe; calls block. */
public final class IdempotencyStore {
    private static final String FORGET = """
            delete from idempotency_keys where (caller, key) in
                (select caller, key from idempotency_keys where created_at < now() - make_interval(secs => ?) limit 100)""";
    /** A key is to be had when it is new, when its request ended without an answer, and when the same request was left at work. */
    private static final String CLAIM = """
            insert into idempotency_keys as known (caller, key, digest, uuid) values (?, ?, ?, ?::uuid)
            on conflict (caller, key) do update set digest = excluded.digest, created_at = now(), free = false,
                    uuid = case when known.digest = excluded.digest then coalesce(known.uuid, excluded.uuid) else excluded.uuid end
                where known.status is null and (known.free
                    or known.digest = excluded.digest and known.created_at < now() - make_interval(secs => ?))
            returning uuid""";

    private static final String FIND = """
            select digest, status, location, answer, grants, extract(epoch from clock_timestamp() - created_at)::bigint
            from idempotency_keys where caller = ? and key = ?""";
    private static final String END = """
            update idempotency_keys set status = ?, location = ?, answer = ?, grants = ?
            where caller = ? and key = ? and status is null""";

    private final Database database;

    public IdempotencyStore(Database database) {
        this.database = database;
    }

    /**
     * Takes the key for a request that begins now, also from one that ended without an answer, or began and never ended.
     *
     * @param uuid for what the request creates, unless the same request began before: then it keeps that of the first time
     * @param keep how long answers are remembered; older ones go, some at each call
     * @param abandoned a request that is at work for longer than that is taken for dead
     */
    public KeyClaim begin(String caller, String key, String digest, UUID uuid, Duration keep, Duration abandoned) {
        return database.transaction(session -> {
            session.execute(FORGET, List.of((double) keep.toSeconds()));
            var binds = List.of(caller, key, digest, uuid.toString(), (double) abandoned.toSeconds());
            var taken = session.first(CLAIM, binds, row -> row.getObject(1, UUID.class));
            if (taken.isPresent()) {
                return new KeyClaim.Taken(taken.get(), !taken.get().equals(uuid));
            }
            return session.first(FIND, List.of(caller, key), IdempotencyStore::read)
                    .map(KeyClaim.Known::new)
                    .orElseThrow(() -> new FaultException(
                            FaultCode.TEMPORARY_FAILURE, "The key was given free just now. Repeat the request."));
        });
    }

    /**
     * Remembers the answer.
     *
     * @param grants what the policy allowed for it, in a form of the caller's
     */
    public void end(
            String caller, String key, int status, @Nullable String location, @Nullable String body, String grants) {
        database.run(session -> session.execute(END, Arrays.asList(status, location, body, grants, caller, key)));
    }

    /** The request ended without an answer to remember: a repeat shall be done anew, with the same uuid. */
    public void release(String caller, String key) {
        database.run(session -> session.execute(
                "update idempotency_keys set free = true where caller = ? and key = ? and status is null",
                List.of(caller, key)));
    }

    private static RememberedAnswer read(ResultSet row) throws SQLException {
        var status = row.getObject(2, Integer.class);
        return new RememberedAnswer(
                row.getString(1),
                status,
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Duration.ofSeconds(row.getLong(6)));
    }
}

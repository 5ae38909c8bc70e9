package dev.fettle.gateway;

import dev.fettle.db.Session;

/** Counts the SQL statements of a request. */
final class StatementCount {
    private static final int TRIES = 5;

    private StatementCount() {}

    /** The least of some tries: the gateway also looks after its conductors in the meantime. */
    static long of(Runnable request) {
        var least = Long.MAX_VALUE;
        for (var i = 0; i < TRIES; i++) {
            var before = Session.statements();
            request.run();
            least = Math.min(least, Session.statements() - before);
        }
        return least;
    }
}

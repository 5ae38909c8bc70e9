package dev.fettle.conductor.membership;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * This conductor's right to hold locks and touch hardware, as seen from here. The database judges by its own clock; we stop earlier, by our
 * monotonic clock, counted from <em>before</em> the last successful renewal was sent (design §2.3). Thread-safe.
 */
public final class Lease {
    /** We stop that long before the database would call us dead. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private record Term(long number, long validUntilNanos) {}

    private final LongSupplier nanoTime;
    private volatile Term term = new Term(0, 0);

    public Lease(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Reading of the monotonic clock, to be taken before a renewal is sent. */
    public long now() {
        return nanoTime.getAsLong();
    }

    /** A new term begins: locks of earlier terms are void. */
    public synchronized void begin(long sentAtNanos, Duration length) {
        term = new Term(term.number() + 1, endOf(sentAtNanos, length));
    }

    public synchronized void renewed(long sentAtNanos, Duration length) {
        term = new Term(term.number(), endOf(sentAtNanos, length));
    }

    /** Ends the term at once: the database no longer knows it, or we are stopping. */
    public synchronized void end() {
        term = new Term(term.number() + 1, nanoTime.getAsLong() - 1);
    }

    /** Number of the current term; a task remembers the one it was started in. */
    public long term() {
        return term.number();
    }

    /**
     * For new work: refuses it while we have no right to begin any.
     *
     * @throws FaultException {@code TEMPORARY_FAILURE}
     */
    public void ensureHeld() {
        if (!holds(term())) {
            throw new FaultException(
                    FaultCode.TEMPORARY_FAILURE,
                    "This conductor has lost touch with the database and takes no work. Retry the request; it may reach another one.");
        }
    }

    /** Whether work begun in that term may still touch hardware. */
    public boolean holds(long number) {
        var current = term;
        return current.number() == number && current.validUntilNanos() - nanoTime.getAsLong() > 0;
    }

    private static long endOf(long sentAtNanos, Duration length) {
        return sentAtNanos + length.minus(MARGIN).toNanos();
    }
}

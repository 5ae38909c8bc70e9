package dev.fettle.conductor.lock;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.LockHolder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that want to write the same node, in the order of their arrival. A short conflict queues instead of failing (design §2.5): a
 * request that meets a held lock waits for it up to a deadline, and only one request per node and process asks the database meanwhile.
 */
public final class NodeQueue {
    private static final Duration FIRST_POLL = Duration.ofMillis(10);
    private static final Duration LAST_POLL = Duration.ofMillis(200);

    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Duration firstPoll;
    private final Duration lastPoll;
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();

    /** @param patience how long a request waits for a held lock before it fails */
    public NodeQueue(Duration patience, LongSupplier nanoTime) {
        this(patience, nanoTime, FIRST_POLL, LAST_POLL);
    }

    /** @param firstPoll how long the first wait for another process takes; each takes twice as long as the one before, up to the last */
    NodeQueue(Duration patience, LongSupplier nanoTime, Duration firstPoll, Duration lastPoll) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.firstPoll = firstPoll;
        this.lastPoll = lastPoll;
    }

    /** One try to get at a node: a result, or who is in the way. */
    public sealed interface Try<T> {
        record Got<T>(T result) implements Try<T> {}

        record Held<T>(LockHolder by) implements Try<T> {}
    }

    /**
     * Tries until the node is free. Blocks at most for the patience.
     *
     * @throws FaultException {@code NODE_LOCKED} that says who holds the node, for which operation and since when
     */
    public <T> T await(UUID node, Supplier<Try<T>> attempt) {
        var deadline = nanoTime.getAsLong() + patience.toNanos();
        var line = enter(node);
        try {
            if (!line.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw locked(Optional.ofNullable(line.lastHolder), node);
            }
            try {
                return poll(line, attempt, deadline);
            } finally {
                line.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(FaultCode.TEMPORARY_FAILURE, "The conductor is stopping. Retry the request.", e);
        } finally {
            leave(node, line);
        }
    }

    /** The same for what shows which node it hangs on only when that is locked: a first try outside of any line. */
    public <T> T await(Supplier<Try<T>> attempt) {
        return switch (attempt.get()) {
            case Try.Got<T>(var result) -> result;
            case Try.Held<T>(var holder) -> await(holder.nodeUuid(), attempt);
        };
    }

    /** A lock that this process held was given back: whoever waits for the node may try at once. */
    public void released(UUID node) {
        var line = lines.get(node);
        if (line != null) {
            line.releases.incrementAndGet();
            LockSupport.unpark(line.asking);
        }
    }

    public static FaultException locked(LockHolder holder) {
        return new FaultException(
                        FaultCode.NODE_LOCKED,
                        "Node " + holder.nodeUuid() + " is locked by host " + holder.holder()
                                + ", please retry after the current operation is completed.")
                .withDetails(Map.of(
                        "holder", holder.holder(),
                        "operation", holder.operation(),
                        "since", holder.since().toString(),
                        "retry_after", "1"));
    }

    private <T> T poll(Line line, Supplier<Try<T>> attempt, long deadline) throws InterruptedException {
        line.asking = Thread.currentThread();
        var wait = firstPoll.toNanos();
        while (true) {
            var releases = line.releases.get();
            switch (attempt.get()) {
                case Try.Got<T>(var result) -> {
                    return result;
                }
                case Try.Held<T>(var holder) -> {
                    line.lastHolder = holder;
                    var left = deadline - nanoTime.getAsLong();
                    if (left <= 0) {
                        throw locked(holder);
                    }
                    if (line.releases.get() == releases) { // else it was given back since that try
                        LockSupport.parkNanos(Math.min(wait, left));
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    wait = Math.min(wait * 2, lastPoll.toNanos());
                }
            }
        }
    }

    private Line enter(UUID node) {
        return lines.compute(node, (_, line) -> {
            var joined = line != null ? line : new Line();
            joined.members++;
            return joined;
        });
    }

    private void leave(UUID node, Line line) {
        lines.computeIfPresent(node, (_, _) -> --line.members == 0 ? null : line);
    }

    private FaultException locked(Optional<LockHolder> holder, UUID node) {
        return holder.map(NodeQueue::locked)
                .orElseGet(() -> new FaultException(
                                FaultCode.NODE_LOCKED,
                                "Node " + node
                                        + " is locked by other requests of this conductor, please retry after the"
                                        + " current operation is completed.")
                        .withDetails(Map.of("retry_after", "1")));
    }

    /** Those who want one node. */
    private static final class Line {
        private final ReentrantLock lock = new ReentrantLock(true);
        private final AtomicLong releases = new AtomicLong();
        private int members;
        private volatile @Nullable Thread asking;
        private volatile @Nullable LockHolder lastHolder;
    }
}

package dev.fettle.conductor.allocate;

import dev.fettle.conductor.membership.Membership;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.conductor.step.Workers;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.allocation.Assignment;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for nodes, each search on a worker of its own. What was stored is searched for to its end: by this conductor, or by another one when this
 * one dies. Thread-safe.
 */
public final class AllocationSearch {
    private static final Logger LOG = LoggerFactory.getLogger(AllocationSearch.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_RESUMED = 100;

    private final AllocationStore store;
    private final Membership membership;
    private final Workers workers;
    private final TaskTools tools;
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();

    public AllocationSearch(AllocationStore store, Membership membership, Workers workers, TaskTools tools) {
        this.store = store;
        this.membership = membership;
        this.workers = workers;
        this.tools = tools;
    }

    /**
     * Stores the wish and begins to look. When this returns the search is durable.
     *
     * @return as it was stored
     * @throws FaultException {@code NO_FREE_CONDUCTOR_WORKER}, or a name or uuid that is taken; then nothing was stored
     */
    Allocation begin(Allocation wish) {
        tools.lease().ensureHeld();
        var place = workers.take();
        atWork.add(wish.uuid()); // before the row is there: whoever finds it knows that we are at it
        try {
            var stored = store.insert(wish.with(AllocationFields.CONDUCTOR_AFFINITY, membership.id()));
            place.start("allocation " + stored.uuid(), () -> search(stored));
            return stored;
        } catch (RuntimeException e) {
            atWork.remove(wish.uuid());
            throw e;
        } finally {
            place.giveBack();
        }
    }

    /** Takes up what dead conductors left, our own earlier life included; to be called regularly. As much as there are workers for. */
    public void resumeUnfinished() {
        for (var allocation : store.unfinished(membership.id(), MOST_RESUMED)) {
            try {
                resume(allocation);
            } catch (FaultException e) {
                LOG.info("{}: not taken over now: {}", allocation, e.text());
                return;
            }
        }
    }

    private void resume(Allocation allocation) {
        tools.lease().ensureHeld();
        var place = workers.take();
        try {
            if (atWork.add(allocation.uuid())) {
                var claimed = store.claim(allocation, membership.id());
                claimed.ifPresentOrElse(
                        ours -> {
                            LOG.info("{} taken over", ours);
                            place.start("allocation " + ours.uuid(), () -> search(ours));
                        },
                        () -> atWork.remove(allocation.uuid()));
            }
        } catch (RuntimeException e) {
            atWork.remove(allocation.uuid());
            throw e;
        } finally {
            place.giveBack();
        }
    }

    private void search(Allocation wish) {
        try {
            searched(wish);
        } catch (FaultException e) {
            if (e.code() == FaultCode.TEMPORARY_FAILURE) {
                LOG.warn("the search of {} stands still: {}", wish, e.text()); // the next look takes it up again
            } else {
                fail(wish, e.text());
            }
        } finally {
            atWork.remove(wish.uuid());
        }
    }

    /** Nodes whose locks are held are waited for a little, as every request does. */
    private void searched(Allocation wish) {
        var left = patience(tools.config());
        for (var pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
            switch (store.assign(wish)) {
                case Assignment.Assigned(var active) -> {
                    LOG.info("{} has a node", active);
                    return;
                }
                case Assignment.NoCandidate(var reason) -> {
                    fail(wish, reason);
                    return;
                }
                case Assignment.Gone _ -> {
                    return;
                }
                case Assignment.Busy(var nodes) -> {
                    if (left.isNegative() || left.isZero()) {
                        fail(wish, "each of the " + nodes + " nodes that fit is locked by other work; try again later");
                        return;
                    }
                }
            }
            var now = pause.compareTo(left) < 0 ? pause : left;
            tools.pause().sleep(now);
            if (Thread.currentThread().isInterrupted()) {
                return; // we are stopping; another conductor goes on
            }
            left = left.minus(now);
        }
    }

    private void fail(Allocation wish, String reason) {
        var text = "Failed to process allocation " + wish.uuid() + ": " + reason + ".";
        if (store.fail(wish, text)) {
            LOG.info("{}", text);
        }
    }

    private static Duration patience(Configuration config) {
        return config.get(ConductorOptions.NODE_LOCKED_RETRY_INTERVAL)
                .multipliedBy(config.get(ConductorOptions.NODE_LOCKED_RETRY_ATTEMPTS));
    }
}

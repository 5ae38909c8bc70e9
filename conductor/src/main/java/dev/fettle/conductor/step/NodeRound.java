package dev.fettle.conductor.step;

import dev.fettle.conductor.membership.Ownership;
import dev.fettle.config.Option;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over this conductor's nodes: so and so many of them at the same time, each on a virtual thread, and read page by page, so that memory stays flat for any number of nodes and no node waits long between being read and being looked at.
 */
public final class NodeRound {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRound.class);
    private static final int PAGE = 500;

    private final String name;
    private final TaskTools tools;
    private final Ownership ownership;
    private final Option<Integer> workers;
    private final Duration interval;

    /**
     * @param workers says how many nodes at the same time
     * @param interval how long a round may take before the log says that it is too long
     */
    public NodeRound(String name, TaskTools tools, Ownership ownership, Option<Integer> workers, Duration interval) {
        this.name = name;
        this.tools = tools;
        this.ownership = ownership;
        this.workers = workers;
        this.interval = interval;
    }

    /**
     * One round; blocks until the last node is done.
     *
     * @param filters which nodes
     * @param work must not throw: it fails alone, and the log says so
     */
    public void over(List<NodeFilter> filters, Consumer<Node> work) {
        var begun = System.nanoTime();
        var width = Math.max(1, tools.config().get(workers));
        var places = new Semaphore(width);
        var count = 0;
        List<Node> page;
        var last = 0L;
        do {
            page = tools.nodes().list(after(last, filters));
            for (var node : page) {
                last = node.id();
                if (ownership.isOurs(node)) {
                    count++;
                    places.acquireUninterruptibly();
                    Thread.ofVirtual().name(name + " " + node.uuid()).start(() -> alone(node, work, places));
                }
            }
        } while (page.size() == PAGE);
        places.acquireUninterruptibly(width);
        tell(count, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void alone(Node node, Consumer<Node> work, Semaphore places) {
        try {
            work.accept(node);
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed by a bug", name, node, e);
        } finally {
            places.release();
        }
    }

    private void tell(int count, Duration taken) {
        var seconds = taken.toMillis() / 1000.0;
        if (taken.compareTo(interval) > 0) {
            LOG.warn(
                    "{}: {} nodes took {} s, longer than its interval of {} s; raise [{}]{} or add conductors",
                    name,
                    count,
                    seconds,
                    interval.toSeconds(),
                    workers.group(),
                    workers.name());
        } else {
            LOG.debug("{}: {} nodes took {} s", name, count, seconds);
        }
    }

    private static NodeQuery after(long id, List<NodeFilter> filters) {
        var all = new ArrayList<>(filters);
        all.add(new NodeFilter.Above(NodeFields.ID, id));
        return new NodeQuery(all, new LinkedHashSet<>(NodeFields.TABLE.fields()), NodeFields.ID, false, null, PAGE);
    }
}

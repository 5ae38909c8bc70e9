package dev.fettle.conductor.step;

import dev.fettle.config.Configuration;
import dev.fettle.db.operation.Outcome;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeRecords;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.port.Port;
import dev.fettle.model.step.StepSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operation in work, with its node and the lock. Belongs to the one thread that runs it. */
public final class OperationTask implements NodeTask {
    private static final Logger LOG = LoggerFactory.getLogger(OperationTask.class);
    private static final Duration DATABASE_RETRY = Duration.ofMillis(250);
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final TaskTools tools;
    private final NodeLock lock;
    private final long term;
    private Node saved;
    private Node node;
    private Operation operation;
    private @Nullable Driver driver;
    private @Nullable List<Port> ports;
    private @Nullable Object answer;
    private Outcome outcome = Outcome.NONE;
    private Optional<Fault> failure = Optional.empty();
    private final Map<Integer, Instant> started = new HashMap<>();
    private List<StepRun> unwritten = new ArrayList<>();

    OperationTask(TaskTools tools, Operation operation, Node node, NodeLock lock) {
        this.tools = tools;
        this.operation = operation;
        this.node = node;
        this.saved = node;
        this.lock = lock;
        this.term = tools.lease().term();
    }

    public Operation operation() {
        return operation;
    }

    public NodeLock lock() {
        return lock;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void change(UnaryOperator<Node> change) {
        node = change.apply(node);
    }

    /** What comes after the step in work; written with the next checkpoint. */
    public void planRest(List<StepSpec> rest) {
        var steps = new ArrayList<>(operation
                .steps()
                .subList(0, Math.min(operation.cursor() + 1, operation.steps().size())));
        steps.addAll(rest);
        operation = Progress.planned(operation, steps);
    }

    @Override
    public void save(UnaryOperator<Node> change) {
        node = change.apply(node);
        var changes = node.values().changesFrom(saved.values());
        if (changes.isEmpty()) {
            return;
        }
        saved = durably(() -> tools.nodes().save(lock, changes));
        node = saved;
    }

    /** What the operation changes beside the node's row; written with its end. */
    public Outcome outcome() {
        return outcome;
    }

    /** Changes what is to be written with the end. */
    public void outcome(UnaryOperator<Outcome> change) {
        outcome = change.apply(outcome);
    }

    /** Leaves the node as it was saved last. */
    void forgetUnwritten() {
        node = saved;
        outcome = Outcome.NONE;
    }

    @Override
    public void savePort(Port port) {
        durably(() -> tools.ports().savePort(lock, port));
        ports = null;
    }

    @Override
    public List<Port> ports() {
        var loaded = ports;
        if (loaded == null) {
            loaded = tools.ports().ofNode(node.uuid());
            ports = loaded;
        }
        return loaded;
    }

    @Override
    public Driver driver() {
        var composed = driver;
        if (composed == null) {
            composed = tools.drivers().compose(node);
            driver = composed;
        }
        return composed;
    }

    @Override
    public NodeRecords records() {
        return new TaskRecords(
                tools.hardware(),
                node,
                write -> durably(() -> {
                    write.accept(lock);
                    return true;
                }),
                found -> outcome(before -> before.with(new Outcome.InventoryChange.Kept(found))));
    }

    /** What the caller who waits gets back. */
    public void answer(@Nullable Object value) {
        answer = value;
    }

    @Nullable
    Object answer() {
        return answer;
    }

    @Override
    public Configuration config() {
        return tools.config();
    }

    @Override
    public Clock clock() {
        return tools.clock();
    }

    @Override
    public void pause(Duration duration) {
        var left = duration;
        while (left.isPositive()) {
            ensureLockHeld();
            var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            tools.pause().sleep(slice);
            left = left.minus(slice);
        }
        ensureLockHeld();
    }

    @Override
    public void ensureLockHeld() {
        if (Thread.currentThread().isInterrupted() || !tools.lease().holds(term)) {
            throw new LockLostException(lock.nodeUuid(), lock.fence());
        }
    }

    /**
     * Writes under the fence, and goes on trying while the database is away and our lease lasts: a restart of the database costs time, not the
     * operation. Fenced writes may be repeated.
     */
    public <T> T durably(Supplier<T> write) {
        while (true) {
            ensureLockHeld();
            try {
                return write.get();
            } catch (FaultException e) {
                if (e.code() != FaultCode.TEMPORARY_FAILURE) {
                    throw e;
                }
                LOG.warn(
                        "{} of {}: database away, trying again: {}",
                        operation.kind().word(),
                        node,
                        e.text());
                tools.pause().sleep(DATABASE_RETRY);
            }
        }
    }

    void progress(Operation next) {
        operation = next;
    }

    void record(StepRun run) {
        unwritten.removeIf(old -> old.position() == run.position() && old.attempt() == run.attempt());
        unwritten.add(run);
    }

    void failedWith(Fault fault) {
        failure = Optional.of(fault);
    }

    /** Why the operation failed; empty while it has not. */
    Optional<Fault> failure() {
        return failure;
    }

    /** When the step at that position was begun; remembers {@code now} when asked for the first time. */
    Instant startedAt(int position, Instant now) {
        return started.computeIfAbsent(position, _ -> now);
    }

    /** Hands over the runs of steps that are not in the database yet. */
    List<StepRun> takeRuns() {
        var runs = List.copyOf(unwritten);
        unwritten = new ArrayList<>();
        return runs;
    }

    /** The node as the database has it. */
    Node savedNode() {
        return saved;
    }

    /** The database has the node as it is here. */
    void nodeWritten() {
        saved = node;
    }
}

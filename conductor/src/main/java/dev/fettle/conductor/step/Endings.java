package dev.fettle.conductor.step;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionTransitions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three ways out of a run: done, failed, parked. Each is one transaction that moves the node, closes or parks the row and frees the lock. */
public final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    static final String REMEDY = "See the node's history, mend the cause and start the operation again.";

    private final OperationStore operations;
    private final Flows flows;
    private final StateChange states;
    private final TaskTools tools;
    private final NodeQueue queue;
    private final String host;

    public Endings(
            OperationStore operations, Flows flows, StateChange states, TaskTools tools, NodeQueue queue, String host) {
        this.operations = operations;
        this.flows = flows;
        this.states = states;
        this.tools = tools;
        this.queue = queue;
        this.host = host;
    }

    /** The task of the operation that follows without giving the lock back, if the state entered is bound to one. */
    Optional<OperationTask> done(Flow flow, OperationTask task) {
        var ending = flow.ending().apply(task);
        var node = withoutStep(flow, ending.node());
        try {
            return close(task, OperationState.DONE, node, ending, null);
        } catch (FaultException e) { // that a value is taken shows when it is written
            task.forgetUnwritten();
            return failed(flow, task, new Fault(e.code(), "The outcome cannot be saved: " + e.text(), REMEDY));
        }
    }

    Optional<OperationTask> failed(Flow flow, OperationTask task, Fault fault) {
        task.ensureLockHeld(); // what failed may have failed because the lock was lost: then it is another's to judge
        LOG.warn("{} of {} failed: {}", flow.kind().word(), task.node(), fault.text());
        var error = new StringBuilder(fault.text());
        var ending = cleanedUp(flow, task, fault, error);
        var node = withoutStep(flow, ending.node());
        task.failedWith(fault);
        return close(task, OperationState.FAILED, node, ending, error.toString());
    }

    /**
     * Gives the lock back until something happens.
     *
     * @param event wait or hold; without effect on a node that the operation has put into no state
     * @param atMost how long; null: for as long as it takes
     */
    void parked(Flow flow, OperationTask task, ProvisionEvent event, @Nullable Duration atMost, String forWhat) {
        var node = resting(task.node(), event);
        var entry = new HistoryEntry(
                flow.kind().word() + ": waiting for " + forWhat,
                "transition",
                false,
                host,
                task.operation().user(),
                task.operation().project());
        var runs = task.takeRuns();
        task.durably(() ->
                operations.park(task.lock(), task.operation(), atMost, runs, changes(task, node), Optional.of(entry)));
        queue.released(node.uuid());
    }

    private Node resting(Node node, ProvisionEvent event) {
        return ProvisionTransitions.find(node.provisionState(), event).isPresent()
                ? states.ending(node, event, StateChange.manualTarget(node))
                : node;
    }

    private Flow.Ending cleanedUp(Flow flow, OperationTask task, Fault fault, StringBuilder error) {
        try {
            return flow.failure().end(task, fault);
        } catch (FaultException e) {
            LOG.warn(
                    "clean-up after failed {} of {} failed too: {}", flow.kind().word(), task.node(), e.text());
            error.append(" The clean-up failed too: ").append(e.text());
            return uncleaned(task.node());
        }
    }

    /** The same end as a clean one would have had: manual cleaning keeps its target, work without a part in the states moves none. */
    private static Flow.Ending uncleaned(Node node) {
        return ProvisionTransitions.find(node.provisionState(), ProvisionEvent.FAIL)
                        .isPresent()
                ? new Flow.Ending(Optional.of(ProvisionEvent.FAIL), StateChange.manualTarget(node), node)
                : Flow.Ending.quiet(node);
    }

    private Optional<OperationTask> close(
            OperationTask task, OperationState end, Node before, Flow.Ending ending, @Nullable String error) {
        var moved = ending.event()
                .map(event -> states.ending(before, event, ending.forced()))
                .orElse(before);
        var next = ending.event().flatMap(_ -> flows.boundTo(moved.provisionState()));
        var node = next.isPresent() && ending.event().isPresent()
                ? states.starting(before, ending.event().get(), ending.forced())
                : error == null || flows.of(task.operation().kind()).answersCaller()
                        ? moved
                        : moved.with(NodeFields.LAST_ERROR, cut(error));
        var runs = task.takeRuns();
        var follower = next.map(flow -> follower(task, flow));
        Optional<Acceptance.Accepted> accepted;
        try {
            accepted = task.durably(() -> operations.finish(
                    task.lock(),
                    task.operation(),
                    end,
                    runs,
                    changes(task, node),
                    List.of(entry(task, node, error)),
                    follower,
                    task.outcome()));
        } catch (FaultException e) {
            runs.forEach(task::record); // they are written with the failure that this is
            throw e;
        }
        if (accepted.isEmpty()) {
            queue.released(node.uuid());
        }
        return accepted.map(it -> new OperationTask(tools, it.operation(), it.node(), it.lock()));
    }

    private NewOperation follower(OperationTask task, Flow flow) {
        var op = task.operation();
        return new NewOperation(
                op.nodeUuid(),
                flow.kind(),
                op.requestId(),
                op.user(),
                op.project(),
                java.util.Map.of(),
                flow.openingList(),
                host);
    }

    private HistoryEntry entry(OperationTask task, Node node, @Nullable String error) {
        var op = task.operation();
        var before = task.node().provisionState();
        var way = before == node.provisionState() ? "" : ": " + before + " -> " + node.provisionState();
        var text = op.kind().word() + (error == null ? " ended" + way : " failed" + way + ". " + error);
        return new HistoryEntry(
                text, error == null ? "transition" : "provisioning", error != null, host, op.user(), op.project());
    }

    private String cut(String error) {
        var most = tools.config().get(DefaultOptions.LOG_IN_DB_MAX_SIZE);
        return error.length() <= most ? error : error.substring(0, most);
    }

    private static Node withoutStep(Flow flow, Node node) {
        return flow.family()
                .flatMap(family -> family.nodeField()
                        .map(field -> ReservedSteps.withoutNote(node)
                                .with(field, java.util.Map.of())
                                .withInternal(family.word() + "_step_index", null)
                                .withInternal(family.word() + "_steps", null)))
                .orElse(node);
    }

    private static dev.fettle.model.field.Values changes(OperationTask task, Node node) {
        return node.values().changesFrom(task.savedNode().values());
    }
}

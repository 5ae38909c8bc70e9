package dev.fettle.conductor.step;

import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of an operation from its cursor to its end, or to a step that waits. Everything that a successor needs is in the row before a
 * side effect begins; when the lock is lost it stops at once and leaves all as it is.
 */
public final class OperationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);

    /** A step whose conductors keep dying in it is not tried for ever. */
    private static final int MOST_ATTEMPTS = 10;

    /** How work on an operation begins. */
    public enum Start {
        /** Just accepted. */
        FRESH,
        /** Something happened that the waiting step at the cursor was waiting for. */
        WOKEN,
        /** Its conductor died. */
        ORPHANED
    }

    private final Flows flows;
    private final Journal journal;
    private final Endings endings;
    private final ChildSteps children;
    private final Running running;

    public OperationRunner(Flows flows, Journal journal, Endings endings, ChildSteps children, Running running) {
        this.flows = flows;
        this.journal = journal;
        this.endings = endings;
        this.children = children;
        this.running = running;
    }

    /**
     * Blocks until the operation is done, failed, parked or taken away.
     *
     * @param seen what a look at the waiting step already said; used instead of another look
     */
    public void run(OperationTask first, Start start, Optional<StepOutcome> seen) {
        guarded(first, () -> {
            var next = counted(first, () -> drive(first, start, seen));
            while (next.isPresent()) {
                var follower = next.get();
                next = counted(follower, () -> drive(follower, Start.FRESH, Optional.empty()));
            }
        });
    }

    /** Ends an operation whose wait was too long. Blocks like {@link #run}. */
    void fail(OperationTask task, Fault fault) {
        guarded(
                task,
                () -> counted(
                        task, () -> endings.failed(flows.of(task.operation().kind()), task, fault)));
    }

    private static void guarded(OperationTask first, Runnable work) {
        try {
            work.run();
        } catch (LockLostException e) {
            LOG.info("{}: stopped, {}", first.operation().kind().word(), e.getMessage());
        } catch (FaultException e) {
            LOG.warn(
                    "{} of {}: interrupted, to be taken up again: {}",
                    first.operation().kind().word(),
                    first.node(),
                    e.text());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} of {}: interrupted by a bug, to be taken up again",
                    first.operation().kind().word(),
                    first.node(),
                    e);
        }
    }

    private Optional<OperationTask> counted(OperationTask task, Supplier<Optional<OperationTask>> work) {
        var id = task.operation().id();
        running.add(id);
        try {
            return work.get();
        } finally {
            running.remove(id);
        }
    }

    /** The task of the operation that follows in the same lock, if any. */
    private Optional<OperationTask> drive(OperationTask task, Start start, Optional<StepOutcome> seen) {
        var flow = flows.of(task.operation().kind());
        var mode = start;
        while (true) {
            var current = task.operation().currentStep();
            if (current.isEmpty()) {
                return endings.done(flow, task);
            }
            var outcome = carryOut(flow, task, current.get(), mode, seen);
            mode = Start.FRESH;
            seen = Optional.empty();
            switch (outcome) {
                case StepOutcome.Done() -> {
                    journal.ended(task, "done", null);
                    var aborted = AbortRequest.met(task.node());
                    if (aborted.isPresent()) {
                        return endings.failed(flow, task, aborted.get());
                    }
                }
                case StepOutcome.Waiting(var atMost, var forWhat) -> {
                    endings.parked(flow, task, ProvisionEvent.WAIT, atMost, forWhat);
                    return Optional.empty();
                }
                case StepOutcome.Pausing(var length) -> {
                    endings.parked(flow, task, ProvisionEvent.WAIT, length, length.toSeconds() + " seconds to pass");
                    return Optional.empty();
                }
                case StepOutcome.Held(var forWhat) -> {
                    endings.parked(flow, task, ProvisionEvent.HOLD, null, forWhat);
                    return Optional.empty();
                }
                case StepOutcome.StepsChanged(var noted) -> {
                    task.change(noted);
                    flow.afresh().ifPresent(plan -> journal.replanned(task, plan));
                }
                case StepOutcome.Failed(var fault) -> {
                    journal.ended(task, "failed", fault.text());
                    return endings.failed(flow, task, fault);
                }
                case StepOutcome.NotStarted() ->
                    throw new IllegalStateException(current.get().key() + " never starts");
            }
        }
    }

    private StepOutcome carryOut(
            Flow flow, OperationTask task, StepSpec spec, Start start, Optional<StepOutcome> seen) {
        try {
            var step = ChildNodes.isFor(spec) && flow.family().isPresent()
                    ? onChildren(task, flow.family().get(), spec)
                    : StepFinder.find(flow, task, spec);
            var begunBefore = task.operation().stepStarted();
            return switch (begunBefore ? start : Start.FRESH) {
                case FRESH -> begin(flow, task, step);
                case WOKEN -> begunOrBegin(flow, task, step, seen.orElseGet(step.observe()));
                case ORPHANED -> afterCrash(flow, task, step);
            };
        } catch (FaultException e) {
            return new StepOutcome.Failed(faultOf(e, spec));
        }
    }

    private StepOutcome afterCrash(Flow flow, OperationTask task, RunnableStep step) {
        if (task.operation().attempt() >= MOST_ATTEMPTS) {
            return StepOutcome.failed(
                    FaultCode.INTERNAL,
                    "Step " + step.spec().key() + " was cut short " + MOST_ATTEMPTS + " times.",
                    "The conductors' logs say why. Mend the cause and start the operation again.");
        }
        LOG.info(
                "{} of {}: resuming at step {} ({})",
                flow.kind().word(),
                task.node(),
                step.spec().key(),
                step.resume());
        return switch (step.resume()) {
            case RUN_AGAIN -> begin(flow, task, step);
            case OBSERVE -> begunOrBegin(flow, task, step, step.observe().get());
            case FAIL ->
                StepOutcome.failed(
                        FaultCode.INTERNAL,
                        "The conductor died during step " + step.spec().key()
                                + ", which can be neither repeated nor observed.",
                        "Check the machine and start the operation again.");
        };
    }

    private StepOutcome begunOrBegin(Flow flow, OperationTask task, RunnableStep step, StepOutcome observed) {
        return observed instanceof StepOutcome.NotStarted ? begin(flow, task, step) : observed;
    }

    private StepOutcome begin(Flow flow, OperationTask task, RunnableStep step) {
        journal.begins(flow, task, step);
        task.ensureLockHeld();
        return step.run().get();
    }

    private RunnableStep onChildren(OperationTask task, StepKind family, StepSpec spec) {
        return new RunnableStep(
                spec,
                Step.Resume.RUN_AGAIN,
                true,
                () -> children.run(
                        task, family, spec, child -> counted(child, () -> drive(child, Start.FRESH, Optional.empty()))),
                StepOutcome::done);
    }

    private static Fault faultOf(FaultException e, StepSpec spec) {
        return new Fault(e.code(), "Step " + spec.key() + " failed: " + e.text(), Endings.REMEDY);
    }
}

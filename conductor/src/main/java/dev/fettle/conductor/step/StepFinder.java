package dev.fettle.conductor.step;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Arrays;
import java.util.Optional;

/** Finds who carries out a listed step: the conductor, a driver interface, or the agent. Out of band goes before in band. */
final class StepFinder {

    private StepFinder() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} when nobody knows the step */
    static RunnableStep find(Flow flow, OperationTask task, StepSpec spec) {
        if (spec.iface().equals(StepSpec.CONDUCTOR)) {
            return ofConductor(flow, task, spec);
        }
        var family = flow.family().orElseThrow(() -> unknown(spec));
        if (ReservedSteps.isReserved(spec)) {
            return reserved(task, family, spec);
        }
        return ofDriver(task.driver(), family, spec)
                .map(step -> outOfBand(task, spec, step))
                .or(() -> inBand(task, family, spec))
                .orElseThrow(() -> unknown(spec));
    }

    /** A look at a waiting step without a lock; empty when the step is the conductor's own, which is asked with the lock. */
    static Optional<StepOutcome> look(Flow flow, ReadTask task, StepSpec spec) {
        if (spec.iface().equals(StepSpec.CONDUCTOR)) {
            return Optional.empty();
        }
        if (ReservedSteps.isReserved(spec)) {
            return Optional.of(StepOutcome.done());
        }
        var family = flow.family().orElseThrow(() -> unknown(spec));
        return ofDriver(task.driver(), family, spec)
                .map(step -> step.observe(task, spec.args()))
                .or(() -> task.driver().deploy().inBand().map(agent -> agent.observe(task, family, spec)));
    }

    /** The step of a driver interface with that name. */
    static Optional<Step> ofDriver(Driver driver, StepKind family, StepSpec spec) {
        return Arrays.stream(InterfaceKind.values())
                .filter(kind -> kind.word().equals(spec.iface()))
                .flatMap(kind -> driver.get(kind).steps(family).stream())
                .filter(step -> step.spec().step().equals(spec.step()))
                .findFirst();
    }

    private static RunnableStep ofConductor(Flow flow, OperationTask task, StepSpec spec) {
        var step = flow.steps().get(spec.step());
        if (step == null) {
            throw unknown(spec);
        }
        return new RunnableStep(
                spec,
                Step.Resume.RUN_AGAIN,
                false,
                () -> step.run(task, spec.args()),
                () -> step.observe(task, spec.args()));
    }

    /** Whoever comes back to one that waits has found what it waited for. */
    private static RunnableStep reserved(OperationTask task, StepKind family, StepSpec spec) {
        return new RunnableStep(
                spec, Step.Resume.RUN_AGAIN, true, () -> ReservedSteps.run(task, family, spec), StepOutcome::done);
    }

    private static RunnableStep outOfBand(OperationTask task, StepSpec spec, Step step) {
        return new RunnableStep(
                spec, step.resume(), true, () -> step.run(task, spec.args()), () -> step.observe(task, spec.args()));
    }

    private static Optional<RunnableStep> inBand(OperationTask task, StepKind family, StepSpec spec) {
        return task.driver()
                .deploy()
                .inBand()
                .map(agent -> new RunnableStep(
                        spec,
                        Step.Resume.OBSERVE,
                        true,
                        () -> agent.execute(task, family, spec),
                        () -> agent.observe(task, family, spec)));
    }

    private static FaultException unknown(StepSpec spec) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "No interface of the node knows the step " + spec.key() + ". Check the step's interface and name.");
    }
}

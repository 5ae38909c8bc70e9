package dev.fettle.conductor.service;

import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;

/** What the caller asked for, as the operation keeps it. */
final class RequestedService {
    static final String STEPS = "service_steps";
    static final String WITHOUT_RAMDISK = "disable_ramdisk";

    private RequestedService() {}

    static List<StepSpec> steps(OperationTask task) {
        return StepPlan.fromArgs(task.operation().args(), STEPS);
    }

    static boolean needsRamdisk(OperationTask task) {
        return !Boolean.TRUE.equals(task.operation().args().get(WITHOUT_RAMDISK))
                && StepPlan.needsRamdisk(task, StepKind.SERVICE, steps(task));
    }
}

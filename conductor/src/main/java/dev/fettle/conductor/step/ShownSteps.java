package dev.fettle.conductor.step;

import dev.fettle.model.operation.Operation;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;

/** The steps of an operation as the API shows them: those of drivers and agents, not the conductor's own. */
public final class ShownSteps {
    /** How the names of those steps begin that put a new list in place: indexes count from there. */
    public static final String PLAN = "plan_";

    private ShownSteps() {}

    /** For {@code driver_internal_info.<kind>_steps}. */
    public static List<Map<String, Object>> of(List<StepSpec> steps) {
        return steps.stream().filter(ShownSteps::shown).map(StepSpec::toJson).toList();
    }

    /** Index of the step at the cursor in that list, for {@code driver_internal_info.<kind>_step_index}. */
    static int indexOf(Operation operation) {
        var before = operation.steps().subList(0, operation.cursor());
        var index = 0;
        for (var step : before) {
            index = !shown(step) && step.step().startsWith(PLAN) ? 0 : index + (shown(step) ? 1 : 0);
        }
        return index;
    }

    private static boolean shown(StepSpec step) {
        return !step.iface().equals(StepSpec.CONDUCTOR);
    }
}

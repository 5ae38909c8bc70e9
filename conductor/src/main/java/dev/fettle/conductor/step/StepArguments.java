package dev.fettle.conductor.step;

import dev.fettle.driver.spi.StepArgument;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.step.StepSpec;
import java.util.Map;
import java.util.TreeSet;

/** Whether a step is given what it takes. */
final class StepArguments {
    private StepArguments() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} that names what is missing, or too much, and what there is */
    static void requireFitting(StepSpec step, Map<String, StepArgument> known) {
        var unknown = new TreeSet<>(step.args().keySet());
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            throw invalid(step, "does not take " + String.join(", ", unknown), known);
        }
        var missing = new TreeSet<String>();
        known.forEach((name, argument) -> {
            if (argument.required() && !step.args().containsKey(name)) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw invalid(step, "needs " + String.join(", ", missing), known);
        }
    }

    private static FaultException invalid(StepSpec step, String problem, Map<String, StepArgument> known) {
        var takes = known.isEmpty() ? "no arguments" : String.join(", ", new TreeSet<>(known.keySet()));
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "Step " + step.key() + " " + problem + ". It takes " + takes + ".");
    }
}

package dev.fettle.driver.spi;

import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;

/** The steps that the agent in a booted ramdisk offers and carries out. */
public interface InBandSteps {

    /** Asks the agent for its steps of that family and keeps them on the node ({@code agent_cached_<kind>_steps}). */
    List<StepSpec> fetch(NodeTask task, StepKind kind);

    /** Hands the step to the agent: {@code Waiting} until its next heartbeat; {@code StepsChanged} when the agent has changed its steps. */
    StepOutcome execute(NodeTask task, StepKind kind, StepSpec step);

    /** Asks the agent how far the step is; {@code NotStarted} when it has never heard of it. */
    StepOutcome observe(NodeTask task, StepKind kind, StepSpec step);
}

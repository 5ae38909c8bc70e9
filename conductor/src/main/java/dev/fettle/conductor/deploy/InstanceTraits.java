package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.StepPlan;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.step.StepKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the traits of an instance ask for, checked against the node: the traits themselves, and the steps that come with them. */
public final class InstanceTraits {
    private final DeployTemplates templates;

    public InstanceTraits(DeployTemplates templates) {
        this.templates = templates;
    }

    /**
     * The steps of a deploy: the caller's and those of templates.
     *
     * @param requested null when the caller gave none
     * @return null when there are none at all
     * @throws FaultException 400 when the node lacks a trait or does not know a step
     */
    @Nullable
    List<Map<String, Object>> steps(NodeTask task, @Nullable List<Map<String, Object>> requested) {
        requireTraits(task.node());
        var steps = templates.stepsFor(task.node(), requested);
        requireKnownSteps(task, steps);
        return steps;
    }

    /** @throws FaultException 400 that says what stands in the way of a deploy */
    public void validate(NodeTask task) {
        steps(task, null);
    }

    @SuppressWarnings("unchecked")
    private static void requireTraits(Node node) {
        if (node.instanceInfo().get("traits") instanceof List<?> wanted
                && !node.traits().containsAll((List<String>) wanted)) {
            throw new FaultException(
                            FaultCode.INSTANCE_DEPLOY_FAILURE,
                            "Cannot deploy node " + node.uuid()
                                    + ": instance_info.traits names traits that the node does not have."
                                    + " Give the node the traits or choose another one.")
                    .withStatus(400);
        }
    }

    /** Steps of the agent are not known before it is up: only steps of interfaces without an agent can be refused here. */
    private static void requireKnownSteps(NodeTask task, @Nullable List<Map<String, Object>> rows) {
        if (rows != null) {
            StepPlan.requireAcceptable(task, StepKind.DEPLOY, StepPlan.requested(rows), false);
        }
    }
}

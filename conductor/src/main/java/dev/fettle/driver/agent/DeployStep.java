package dev.fettle.driver.agent;

import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** Boots the ramdisk, for which all was prepared, and waits until its agent calls. Nothing to do for an instance on a volume. */
final class DeployStep implements Step {

    @Override
    public StepSpec spec() {
        return DeploySteps.DEPLOY;
    }

    @Override
    public Resume resume() {
        return Resume.OBSERVE;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        if (!task.driver().storage().shouldWriteImage(task) || AgentBoot.hasCalled(task)) {
            return StepOutcome.done();
        }
        AgentBoot.ensure(task, () -> {}); // the ramdisk was prepared before the first step
        return waiting(task);
    }

    @Override
    public StepOutcome observe(NodeTask task, Map<String, Object> args) {
        if (!task.driver().storage().shouldWriteImage(task) || AgentBoot.hasCalled(task)) {
            return StepOutcome.done();
        }
        return AgentBoot.isUnderWay(task) ? waiting(task) : new StepOutcome.NotStarted();
    }

    private static StepOutcome waiting(NodeTask task) {
        return StepOutcome.waiting(AgentWait.atMost(task, StepKind.DEPLOY), "the agent to boot and call");
    }
}

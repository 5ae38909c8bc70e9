package dev.fettle.driver.agent;

import dev.fettle.driver.spi.InBandSteps;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has the agent write the image and the config drive. The agent's own list says whether it does so already. */
final class WriteImageStep implements Step {
    private final InBandSteps agent;
    private final ConfigDrive configDrive;

    WriteImageStep(InBandSteps agent, ConfigDrive configDrive) {
        this.agent = agent;
        this.configDrive = configDrive;
    }

    @Override
    public StepSpec spec() {
        return DeploySteps.WRITE_IMAGE;
    }

    @Override
    public Resume resume() {
        return Resume.OBSERVE;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        if (!task.driver().storage().shouldWriteImage(task)) {
            return StepOutcome.done();
        }
        var drive = configDrive.value(task);
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("image_info", ImageInfo.document(task, drive));
        arguments.put("configdrive", drive.orElse(null));
        return agent.execute(task, StepKind.DEPLOY, spec().withArgs(arguments));
    }

    @Override
    public StepOutcome observe(NodeTask task, Map<String, Object> args) {
        return task.driver().storage().shouldWriteImage(task)
                ? agent.observe(task, StepKind.DEPLOY, spec())
                : StepOutcome.done();
    }
}

package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the configuration drive where the driver finds it and forgets what an earlier deploy left. */
final class BeginDeployStep implements ConductorStep {

    @Override
    public String name() {
        return "begin_deploy";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var configdrive = task.operation().args().get("configdrive");
        task.change(node -> withConfigDrive(AgentMemory.forgotten(node), configdrive));
        return StepOutcome.done();
    }

    private static Node withConfigDrive(Node node, @org.jspecify.annotations.Nullable Object configdrive) {
        if (configdrive == null) {
            return node;
        }
        var info = new LinkedHashMap<>(node.instanceInfo());
        info.put("configdrive", configdrive);
        return node.with(NodeFields.INSTANCE_INFO, info);
    }
}

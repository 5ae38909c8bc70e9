package dev.fettle.conductor.verify;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes vendor, boot mode and health. A machine that does not tell them is still manageable. */
final class CacheHardwareFactsStep implements ConductorStep {
    private static final Logger LOG = LoggerFactory.getLogger(CacheHardwareFactsStep.class);

    @Override
    public String name() {
        return "cache_hardware_facts";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var management = task.driver().management();
        try {
            management.detectVendor(task).ifPresent(vendor -> task.change(node -> withVendor(node, vendor)));
            management.bootMode(task).ifPresent(mode -> task.change(node -> node.with(NodeFields.BOOT_MODE, mode)));
            management.health(task).ifPresent(health -> task.change(node -> node.with(NodeFields.HEALTH, health)));
        } catch (FaultException e) {
            LOG.info("{}: vendor, boot mode or health not known: {}", task.node(), e.text());
        }
        return StepOutcome.done();
    }

    private static Node withVendor(Node node, String vendor) {
        var properties = new LinkedHashMap<>(node.properties());
        properties.put("vendor", vendor);
        return node.with(NodeFields.PROPERTIES, properties);
    }
}

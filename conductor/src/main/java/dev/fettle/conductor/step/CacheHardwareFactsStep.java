package dev.fettle.conductor.step;

import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what the machine tells of itself. A machine that does not tell something is still manageable. */
public final class CacheHardwareFactsStep implements ConductorStep {
    public static final String NAME = "cache_hardware_facts";

    private static final Logger LOG = LoggerFactory.getLogger(CacheHardwareFactsStep.class);

    /** One thing to ask for and to note. */
    private record Fact(String what, Consumer<OperationTask> ask) {}

    private static final List<Fact> FACTS = List.of(
            new Fact(
                    "vendor",
                    task -> task.driver()
                            .management()
                            .detectVendor(task)
                            .ifPresent(vendor -> task.change(node -> withVendor(node, vendor)))),
            new Fact(
                    "boot mode",
                    task -> task.driver()
                            .management()
                            .bootMode(task)
                            .ifPresent(mode -> task.change(node -> node.with(NodeFields.BOOT_MODE, mode)))),
            new Fact(
                    "secure boot",
                    task -> task.driver()
                            .management()
                            .secureBoot(task)
                            .ifPresent(on -> task.change(node -> node.with(NodeFields.SECURE_BOOT, on)))),
            new Fact(
                    "health",
                    task -> task.driver()
                            .management()
                            .health(task)
                            .ifPresent(health -> task.change(node -> node.with(NodeFields.HEALTH, health)))),
            new Fact("BIOS settings", task -> task.driver().bios().cacheSettings(task)),
            new Fact("firmware", task -> task.driver().firmware().cacheComponents(task)));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        for (var fact : FACTS) {
            try {
                fact.ask().accept(task);
            } catch (FaultException e) {
                LOG.info("{}: {} not known: {}", task.node(), fact.what(), e.text());
            }
        }
        return StepOutcome.done();
    }

    private static Node withVendor(Node node, String vendor) {
        var properties = new LinkedHashMap<>(node.properties());
        properties.put("vendor", vendor);
        return node.with(NodeFields.PROPERTIES, properties);
    }
}

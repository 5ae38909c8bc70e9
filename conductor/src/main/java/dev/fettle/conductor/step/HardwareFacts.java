package dev.fettle.conductor.step;

import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a machine tells of itself and its node keeps: vendor, boot mode, secure boot, health. */
public final class HardwareFacts {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareFacts.class);
    private static final String VENDOR = "vendor";

    /** One thing to ask for and to note. */
    private record Fact(String what, Question question) {}

    private interface Question {
        /** The node with the answer; empty when there is none. */
        Optional<Node> ask(ManagementInterface management, NodeTask task, Node node);
    }

    private static final List<Fact> FACTS = List.of(
            new Fact(VENDOR, HardwareFacts::vendor),
            new Fact(
                    "boot mode",
                    (management, task, node) ->
                            management.bootMode(task).map(mode -> node.with(NodeFields.BOOT_MODE, mode))),
            new Fact(
                    "secure boot",
                    (management, task, node) ->
                            management.secureBoot(task).map(on -> node.with(NodeFields.SECURE_BOOT, on))),
            new Fact("health", HardwareFacts::health));

    private HardwareFacts() {}

    /** The task's node with what its machine tells now. What it does not tell stays as it is. Asks the machine; saves nothing. */
    public static Node learn(NodeTask task) {
        var management = task.driver().management();
        var node = task.node();
        for (var fact : FACTS) {
            try {
                node = fact.question().ask(management, task, node).orElse(node);
            } catch (FaultException e) {
                LOG.info("{}: {} not known: {}", task.node(), fact.what(), e.text());
            }
        }
        return node;
    }

    /** Detected once: what is there may be the operator's own word. */
    private static Optional<Node> vendor(ManagementInterface management, NodeTask task, Node node) {
        if (node.properties().get(VENDOR) != null) {
            return Optional.empty();
        }
        return management.detectVendor(task).map(vendor -> {
            var properties = new LinkedHashMap<>(node.properties());
            properties.put(VENDOR, vendor);
            return node.with(NodeFields.PROPERTIES, properties);
        });
    }

    private static Optional<Node> health(ManagementInterface management, NodeTask task, Node node) {
        return task.config().get(ConductorOptions.ENABLE_HEALTH_MONITORING)
                ? management.health(task).map(health -> node.with(NodeFields.HEALTH, health))
                : Optional.empty();
    }
}

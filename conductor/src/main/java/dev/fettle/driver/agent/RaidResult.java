package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a node keeps of the RAID steps of its agent ({@code contract/agent.md} section 4). Keeping it twice does no harm. */
final class RaidResult {
    private static final String LEVEL = "raid_level";
    private static final String ROOT_DEVICE = "root_device";

    private RaidResult() {}

    /** Whether the end of the step changes the node. */
    static boolean isKeptOf(StepKind kind, StepSpec step) {
        return makes(kind, step) || removes(kind, step);
    }

    /** @throws FaultException {@code AGENT_API_ERROR} when the agent does not say what it made */
    static void keep(NodeTask task, StepKind kind, StepSpec step, AgentCommand command) {
        if (removes(kind, step)) {
            task.save(RaidResult::without);
        } else if (makes(kind, step)) {
            var made = command.result().path(kind.word() + "_result");
            if (!made.isObject() || made.isEmpty()) {
                throw new FaultException(
                        FaultCode.AGENT_API_ERROR,
                        "The agent of node " + task.node().uuid() + " ended " + step.key()
                                + " without telling which RAID configuration it made. Look at the agent's log.");
            }
            task.save(node -> with(node, made, NodePower.stamp(task)));
        }
    }

    private static boolean makes(StepKind kind, StepSpec step) {
        return kind == StepKind.CLEAN && step.key().equals("raid.create_configuration")
                || kind == StepKind.DEPLOY && step.key().equals("raid.apply_configuration");
    }

    private static boolean removes(StepKind kind, StepSpec step) {
        return kind == StepKind.CLEAN && step.key().equals("raid.delete_configuration");
    }

    private static Node without(Node node) {
        var properties = new LinkedHashMap<>(node.properties());
        properties.remove(ROOT_DEVICE);
        return node.with(NodeFields.RAID_CONFIG, Map.of()).with(NodeFields.PROPERTIES, properties);
    }

    private static Node with(Node node, JsonNode made, String stamp) {
        var config = new LinkedHashMap<>(WireJson.object(made));
        config.put("last_updated", stamp);
        var changed = node.with(NodeFields.RAID_CONFIG, config);
        for (var disk : made.path("logical_disks")) {
            if (disk.path("is_root_volume").asBoolean()) {
                return changed.with(NodeFields.PROPERTIES, withRoot(node.properties(), disk));
            }
        }
        return changed;
    }

    private static Map<String, Object> withRoot(Map<String, Object> properties, JsonNode root) {
        var changed = new LinkedHashMap<>(properties);
        if (root.path("size_gb").isIntegralNumber()) {
            changed.put("local_gb", root.path("size_gb").asLong());
        }
        if (root.path("root_device_hint").isObject()) {
            changed.put(ROOT_DEVICE, WireJson.object(root.path("root_device_hint")));
        }
        if (root.path(LEVEL).isTextual()) {
            changed.put(
                    "capabilities",
                    withLevel(changed.get("capabilities"), root.path(LEVEL).asText()));
        }
        return changed;
    }

    /** Capabilities are text such as {@code boot_mode:uefi,raid_level:1}. */
    private static String withLevel(@Nullable Object capabilities, String level) {
        var others = Arrays.stream(Objects.toString(capabilities, "").split(","))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(LEVEL + ":"));
        return Stream.concat(others, Stream.of(LEVEL + ":" + level)).collect(Collectors.joining(","));
    }
}

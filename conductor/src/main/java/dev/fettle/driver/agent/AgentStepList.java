package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Steps as an agent lists them, {@code {manager: [step]}}, and as the node keeps them, {@code {interface: [step]}}. */
final class AgentStepList {
    private static final int MAX_STEPS = 1000;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Set<String> OWN_KEYS =
            Set.of("interface", "step", "args", "priority", "abortable", "requires_ramdisk");

    private AgentStepList() {}

    /** @throws FaultException {@code AGENT_API_ERROR} when a step lacks interface, step or priority */
    static List<StepSpec> read(NodeTask task, StepKind kind, JsonNode byManager) {
        if (!byManager.isObject()) {
            throw malformed(task, kind, "the list is missing");
        }
        var steps = new LinkedHashMap<String, StepSpec>();
        for (var manager : byManager) {
            for (var step : manager) {
                var spec = spec(task, kind, step);
                steps.putIfAbsent(spec.key(), spec); // the agent lists its most specific manager first
                if (steps.size() > MAX_STEPS) {
                    throw malformed(task, kind, "there are more than " + MAX_STEPS + " steps");
                }
            }
        }
        return List.copyOf(steps.values());
    }

    /** What the node remembers of an earlier look; @throws FaultException {@code AGENT_IN_PROGRESS} when it remembers nothing */
    static List<StepSpec> cached(NodeTask task, StepKind kind) {
        if (!(task.node().internalInfo().get("agent_cached_" + kind.word() + "_steps")
                instanceof Map<?, ?> byInterface)) {
            throw new FaultException(
                    FaultCode.AGENT_IN_PROGRESS,
                    "The agent of node " + task.node().uuid() + " is busy and has not listed its " + kind.word()
                            + " steps yet. It calls when it is done.");
        }
        var specs = new ArrayList<StepSpec>();
        for (var steps : byInterface.values()) {
            for (var step : (List<?>) steps) {
                specs.add(spec(task, kind, WireJson.parse(WireJson.text(step)).orElseThrow()));
            }
        }
        return specs;
    }

    static Map<String, Object> byInterface(List<StepSpec> steps) {
        var grouped = new LinkedHashMap<String, List<Map<String, Object>>>();
        steps.forEach(step ->
                grouped.computeIfAbsent(step.iface(), _ -> new ArrayList<>()).add(step.toJson()));
        return Collections.unmodifiableMap(grouped);
    }

    private static StepSpec spec(NodeTask task, StepKind kind, JsonNode step) {
        var iface = step.path("interface").asText();
        var name = step.path("step").asText();
        var priority = step.path("priority");
        if (!WORD.matcher(iface).matches() || !WORD.matcher(name).matches() || !priority.canConvertToInt()) {
            throw malformed(task, kind, "a step lacks interface, step or priority");
        }
        var extra = new LinkedHashMap<>(WireJson.object(step));
        extra.keySet().removeAll(OWN_KEYS);
        return new StepSpec(
                iface,
                name,
                step.path("args").isObject() ? WireJson.object(step.path("args")) : Map.of(),
                Math.max(0, priority.asInt()),
                step.path("abortable").asBoolean(kind == StepKind.DEPLOY),
                step.path("requires_ramdisk").asBoolean(true),
                StepSpec.Source.AGENT,
                extra);
    }

    private static FaultException malformed(NodeTask task, StepKind kind, String why) {
        return new FaultException(
                FaultCode.AGENT_API_ERROR,
                "The agent of node " + task.node().uuid() + " listed its " + kind.word() + " steps wrongly: " + why
                        + ". Check the hardware managers in the ramdisk.");
    }
}

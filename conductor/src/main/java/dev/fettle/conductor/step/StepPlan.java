package dev.fettle.conductor.step;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges the steps of drivers, agent and caller into one ordered list ({@code contract/conductor.md} section 10). */
public final class StepPlan {
    /** On equal priority the higher of these goes first. */
    private static final Map<String, Integer> INTERFACE_PRIORITY =
            Map.of("vendor", 7, "power", 6, "management", 5, "firmware", 4, "deploy", 3, "bios", 2, "raid", 1);

    private static final Comparator<StepSpec> ORDER = Comparator.comparingInt(StepSpec::priority)
            .thenComparingInt(step -> INTERFACE_PRIORITY.getOrDefault(step.iface(), 0))
            .reversed();

    private StepPlan() {}

    /** What the node's interfaces and its agent offer; out of band shadows in band. */
    public static List<StepSpec> offered(NodeTask task, StepKind family, List<StepSpec> ofAgent) {
        var offered = new LinkedHashMap<String, StepSpec>();
        for (var kind : InterfaceKind.values()) {
            task.driver().get(kind).steps(family).stream()
                    .map(Step::spec)
                    .forEach(spec -> offered.put(spec.key(), spec));
        }
        ofAgent.forEach(spec -> offered.putIfAbsent(spec.key(), spec));
        return List.copyOf(offered.values());
    }

    /** Automated cleaning: all that has a priority, after the overrides of the configuration, and is not forbidden. */
    public static List<StepSpec> automatedClean(NodeTask task, List<StepSpec> offered) {
        var priorities = overrides(task);
        var forbidden = task.config().get(ApiOptions.DISALLOW_CLEAN_STEPS);
        return offered.stream()
                .map(step -> step.withPriority(priorities.getOrDefault(step.key(), step.priority())))
                .filter(step -> step.priority() > 0 && !forbidden.contains(step.key()))
                .sorted(ORDER)
                .toList();
    }

    /** Manual cleaning: the caller's order, each with the priority and abortability that its owner gives it. */
    public static List<StepSpec> manual(List<StepSpec> requested, List<StepSpec> offered) {
        var known = byKey(offered);
        return requested.stream()
                .map(step -> completed(step, known.get(step.key())))
                .toList();
    }

    /**
     * Refuses a request for steps that cannot be carried out, as far as that is known while no agent is up.
     *
     * @param withoutRamdisk whether the caller wants no ramdisk
     * @throws FaultException {@code INVALID_PARAMETER_VALUE}
     */
    public static void requireAcceptable(
            NodeTask task, StepKind family, List<StepSpec> requested, boolean withoutRamdisk) {
        requested.forEach(step -> requireArguments(task, family, step));
        if (family == StepKind.DEPLOY) {
            requireOnce(requested);
        }
        var offered = offered(task, family, List.of());
        if (withoutRamdisk || task.driver().deploy().inBand().isEmpty()) {
            requireKnown(requested, offered);
        }
        if (withoutRamdisk) {
            var needing = manual(requested, offered).stream()
                    .filter(step -> !ChildNodes.isFor(step) && step.requiresRamdisk())
                    .map(StepSpec::key)
                    .toList();
            if (!needing.isEmpty()) {
                throw new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "These steps need a ramdisk, but disable_ramdisk is set: " + String.join(", ", needing) + ".");
            }
        }
    }

    /** Steps of the agent say what they take only once it is up. */
    private static void requireArguments(NodeTask task, StepKind family, StepSpec step) {
        if (ReservedSteps.isReserved(step)) {
            ReservedSteps.requireValid(step);
        } else if (!ChildNodes.isFor(step) && !isSwitchedOff(family, step)) {
            StepFinder.ofDriver(task.driver(), family, step)
                    .ifPresent(known -> StepArguments.requireFitting(step, known.arguments()));
        }
    }

    /** Deploy steps are sorted by priority and known by their name: the same twice would be one too many. */
    private static void requireOnce(List<StepSpec> requested) {
        var seen = new HashSet<String>();
        for (var step : requested) {
            if (!seen.add(step.key())) {
                throw new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE, "The step " + step.key() + " is listed twice.");
            }
        }
    }

    private static boolean isSwitchedOff(StepKind family, StepSpec step) {
        return family == StepKind.DEPLOY && step.priority() == 0;
    }

    /** Whether any of the steps runs in a ramdisk; one that nobody is known to offer counts as one of the agent. */
    public static boolean needsRamdisk(NodeTask task, StepKind family, List<StepSpec> requested) {
        var outOfBand = offered(task, family, List.of());
        var known = byKey(outOfBand);
        return manual(requested, outOfBand).stream()
                .filter(step -> !ChildNodes.isFor(step))
                .anyMatch(step ->
                        step.requiresRamdisk() || !known.containsKey(step.key()) && !ReservedSteps.isReserved(step));
    }

    /** Deploy: the caller's steps replace those offered under the same name; priority 0 takes one out. */
    public static List<StepSpec> deploy(List<StepSpec> requested, List<StepSpec> offered) {
        var known = byKey(offered);
        var merged = new LinkedHashMap<>(known);
        requested.forEach(step ->
                merged.put(step.key(), completed(step, known.get(step.key())).withPriority(step.priority())));
        return merged.values().stream()
                .filter(step -> step.priority() > 0)
                .sorted(ORDER)
                .toList();
    }

    /**
     * Refuses steps that nobody offers.
     *
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} that names them and what there is
     */
    public static void requireKnown(List<StepSpec> requested, List<StepSpec> offered) {
        var known = new HashSet<>(byKey(offered).keySet());
        var unknown = requested.stream()
                .filter(step -> !ReservedSteps.isReserved(step) && !ChildNodes.isFor(step))
                .map(StepSpec::key)
                .filter(key -> !known.contains(key))
                .toList();
        if (!unknown.isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Unknown steps: " + String.join(", ", unknown) + ". The node offers: "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
        }
    }

    private static StepSpec completed(StepSpec requested, @org.jspecify.annotations.Nullable StepSpec offered) {
        if (ReservedSteps.isReserved(requested)) {
            return ReservedSteps.completed(requested);
        }
        if (offered == null || ChildNodes.isFor(requested)) {
            return requested;
        }
        var args = new LinkedHashMap<>(offered.args());
        args.putAll(requested.args());
        return offered.withArgs(args);
    }

    private static Map<String, StepSpec> byKey(List<StepSpec> steps) {
        var byKey = new LinkedHashMap<String, StepSpec>();
        steps.forEach(step -> byKey.put(step.key(), step));
        return byKey;
    }

    private static Map<String, Integer> overrides(NodeTask task) {
        var priorities = new HashMap<String, Integer>();
        var config = task.config();
        for (var override : config.get(ConductorOptions.CLEAN_STEP_PRIORITY_OVERRIDE)) {
            var colon = override.lastIndexOf(':');
            priorities.put(override.substring(0, colon), Integer.valueOf(override.substring(colon + 1)));
        }
        put(priorities, "deploy.erase_devices", config.get(DeployOptions.ERASE_DEVICES_PRIORITY));
        put(priorities, "deploy.erase_devices_metadata", config.get(DeployOptions.ERASE_DEVICES_METADATA_PRIORITY));
        return priorities;
    }

    private static void put(Map<String, Integer> priorities, String key, String text) {
        if (!text.isBlank()) {
            priorities.put(key, Integer.valueOf(text));
        }
    }

    /** Steps as a request brings them: {@code [{interface, step, args, priority}]}. */
    public static List<StepSpec> requested(List<Map<String, Object>> rows) {
        var steps = new ArrayList<StepSpec>(rows.size());
        for (var row : rows) {
            steps.add(StepSpec.fromRow(row));
        }
        return steps;
    }

    /** Steps that an operation keeps among its arguments. */
    @SuppressWarnings("unchecked")
    public static List<StepSpec> fromArgs(Map<String, Object> args, String key) {
        return args.get(key) instanceof List<?> rows ? requested((List<Map<String, Object>>) rows) : List.of();
    }
}

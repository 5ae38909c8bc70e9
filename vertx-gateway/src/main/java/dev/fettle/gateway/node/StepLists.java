package dev.fettle.gateway.node;

import dev.fettle.http.Parameters;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.step.StepKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the steps that callers send: {@code contract/states.json} step_schema. */
final class StepLists {
    private static final Set<String> INTERFACES =
            Set.of("vendor", "power", "management", "firmware", "deploy", "bios", "raid");
    private static final Set<String> SERVICE_INTERFACES =
            Stream.concat(INTERFACES.stream(), Stream.of("network")).collect(Collectors.toUnmodifiableSet());
    private static final int MOST = 256;

    /**
     * How steps of one kind look.
     *
     * @param required keys that each must have
     * @param known all keys that it may have
     * @param interfaces that it may name
     */
    private record Form(Set<String> required, Set<String> known, Set<String> interfaces) {}

    private static final Set<String> DEPLOY_KEYS = Set.of("interface", "step", "args", "priority");
    private static final Set<String> OTHER_KEYS =
            Set.of("interface", "step", "args", "order", "execute_on_child_nodes", "limit_child_node_execution");
    private static final Set<String> NAME = Set.of("interface", "step");

    private static final Form DEPLOY = new Form(DEPLOY_KEYS, DEPLOY_KEYS, INTERFACES);
    private static final Form CLEAN = new Form(NAME, OTHER_KEYS, INTERFACES);
    private static final Form SERVICE = new Form(NAME, OTHER_KEYS, SERVICE_INTERFACES);

    private StepLists() {}

    /**
     * @param argument name of the argument, for messages
     * @param disallowed {@code interface.step} names that requests may not hold
     * @throws FaultException 400
     */
    static List<Map<String, Object>> check(Object steps, StepKind kind, String argument, List<String> disallowed) {
        if (!(steps instanceof List<?> items) || items.isEmpty() || items.size() > MOST) {
            throw refused(argument, "it is no array of 1 to " + MOST + " steps");
        }
        var form = kind == StepKind.DEPLOY ? DEPLOY : kind == StepKind.SERVICE ? SERVICE : CLEAN;
        var result = new ArrayList<Map<String, Object>>(items.size());
        for (var item : items) {
            result.add(step(item, form, argument, disallowed));
        }
        return result;
    }

    /** Uuids of the child nodes that steps are for, each once. */
    static Set<String> children(List<Map<String, Object>> steps) {
        return steps.stream()
                .filter(step -> Boolean.TRUE.equals(step.get("execute_on_child_nodes")))
                .flatMap(step ->
                        step.get("limit_child_node_execution") instanceof List<?> nodes ? nodes.stream() : Stream.of())
                .map(String::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, Object> step(
            @Nullable Object item, Form form, String argument, List<String> disallowed) {
        if (!(item instanceof Map<?, ?> map)) {
            throw refused(argument, "a step is no object");
        }
        var step = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            var key = String.valueOf(entry.getKey());
            var value = entry.getValue();
            if (!form.known().contains(key) || value == null) {
                throw refused(argument, "a step has an unexpected or null '" + Parameters.shown(key) + "'");
            }
            checkValue(form, argument, key, value);
            step.put(key, value);
        }
        for (var key : form.required()) {
            if (!step.containsKey(key)) {
                throw refused(argument, "a step lacks '" + key + "'");
            }
        }
        var name = step.get("interface") + "." + step.get("step");
        if (disallowed.contains(name)) {
            throw new FaultException(
                    FaultCode.STEP_NOT_ALLOWED, "Step " + Parameters.shown(name) + " is not allowed by configuration.");
        }
        return step;
    }

    private static void checkValue(Form form, String argument, String key, Object value) {
        var good = switch (key) {
            case "interface" ->
                value instanceof String word && form.interfaces().contains(word);
            case "step" -> value instanceof String word && !word.isEmpty() && word.length() <= 255;
            case "args" -> value instanceof Map<?, ?>;
            case "order", "priority" ->
                value instanceof Integer number && number >= 0
                        || value instanceof String digits && digits.matches("[0-9]{1,9}");
            case "execute_on_child_nodes" -> value instanceof Boolean;
            case "limit_child_node_execution" ->
                value instanceof List<?> nodes
                        && nodes.size() <= MOST
                        && nodes.stream().allMatch(StepLists::isUuid);
            default -> false;
        };
        if (!good) {
            throw refused(argument, "'" + key + "' of a step is not valid");
        }
    }

    private static boolean isUuid(@Nullable Object value) {
        return value instanceof String text && Idents.uuid(text).isPresent();
    }

    private static FaultException refused(String argument, String reason) {
        return Parameters.invalid("Schema error for " + argument + ": " + reason + ".");
    }
}

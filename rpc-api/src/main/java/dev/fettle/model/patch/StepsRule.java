package dev.fettle.model.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are kept under a name: {@code contract/states.json} step_schema. Reads them into the one form in which they are stored: args
 * always there, numbers as numbers.
 *
 * @param number key of the number that each step has
 * @param argsRequired whether each step must say its args
 */
public record StepsRule(String number, boolean argsRequired, Set<String> interfaces) implements ValueRule {
    private static final Set<String> INTERFACES =
            Set.of("vendor", "power", "management", "firmware", "deploy", "bios", "raid");
    private static final int MOST = 256;
    private static final int LONGEST_NAME = 255;

    /** Of deploy templates. */
    public static final StepsRule TEMPLATE = new StepsRule("priority", true, INTERFACES);

    /** Of runbooks; steps of the network can be used for service only, which is seen when the runbook is used. */
    public static final StepsRule RUNBOOK = new StepsRule("order", false, with("network"));

    @Override
    public Object read(@Nullable Object json) {
        if (!(json instanceof List<?> items) || items.isEmpty() || items.size() > MOST) {
            throw new Refused("is no array of 1 to " + MOST + " steps");
        }
        var steps = new ArrayList<Object>(items.size());
        var names = new HashSet<String>();
        for (var item : items) {
            var step = step(item);
            if (!names.add(step.get("interface") + "." + step.get("step"))) {
                throw new Refused("has the step '" + step.get("step") + "' of the interface '" + step.get("interface")
                        + "' twice");
            }
            steps.add(step);
        }
        return steps;
    }

    private Map<String, Object> step(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> given)) {
            throw new Refused("has a step that is not of type 'object'");
        }
        var known = Set.of("interface", "step", "args", number);
        if (!known.containsAll(given.keySet())) {
            throw new Refused("has a step with unexpected properties; a step takes "
                    + known.stream().sorted().toList());
        }
        var step = new LinkedHashMap<String, Object>();
        step.put("interface", iface(given.get("interface")));
        step.put("step", name(given.get("step")));
        step.put("args", args(given));
        step.put(number, number(given.get(number)));
        return step;
    }

    private Object iface(@Nullable Object json) {
        if (json instanceof String word && interfaces.contains(word)) {
            return word;
        }
        throw new Refused("has a step whose 'interface' is not one of "
                + interfaces.stream().sorted().toList());
    }

    private static Object name(@Nullable Object json) {
        if (json instanceof String text && !text.isEmpty() && text.length() <= LONGEST_NAME) {
            return text;
        }
        throw new Refused("has a step whose 'step' is no name of 1 to " + LONGEST_NAME + " characters");
    }

    private Object args(Map<?, ?> given) {
        if (!argsRequired && !given.containsKey("args")) {
            return Map.of();
        }
        if (given.get("args") instanceof Map<?, ?> args) {
            return args;
        }
        throw new Refused("has a step whose 'args' are not of type 'object'");
    }

    private Integer number(@Nullable Object json) {
        return switch (json) {
            case Integer whole when whole >= 0 -> whole;
            case String digits when digits.matches("[0-9]{1,9}") -> Integer.valueOf(digits);
            case null, default -> throw new Refused("has a step whose '" + number + "' is no whole number from 0 on");
        };
    }

    private static Set<String> with(String more) {
        var all = new HashSet<>(INTERFACES);
        all.add(more);
        return Set.copyOf(all);
    }
}

package dev.fettle.gateway.access;

import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import java.util.List;
import java.util.Map;

/** Rules for steps that callers name: of the list, and of single steps where an operator defined one. */
public final class StepRules {
    private static final Map<String, String> LISTS = Map.of(
            "clean_steps", "baremetal:node:set_provision_state:clean_steps",
            "service_steps", "baremetal:node:set_provision_state:service_steps");

    private StepRules() {}

    /** @throws RuntimeException 403 */
    public static void check(Request request, Parameters arguments, Target node) {
        for (var name : List.of("deploy_steps", "clean_steps", "service_steps")) {
            var steps = arguments.raw(name);
            if (steps.isPresent()) {
                var rule = LISTS.get(name);
                if (rule != null) {
                    request.require(rule, node);
                }
                single(request, steps.get(), node);
            }
        }
    }

    /**
     * The rules of single steps. What is no list of steps is refused elsewhere, with a message that says so.
     *
     * @throws RuntimeException 403
     */
    public static void single(Request request, Object steps, Target node) {
        if (steps instanceof List<?> list) {
            for (var item : list) {
                if (item instanceof Map<?, ?> step) {
                    request.requireIfDefined(
                            "baremetal:step:execute:" + step.get("interface") + "." + step.get("step"), node);
                }
            }
        }
    }
}

package dev.fettle.gateway.policy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which names an operator's file may define. A name that is misspelt must not silently leave the default in force. */
final class OverrideNames {
    private static final String STEP = "baremetal:step:execute:";
    private static final Pattern STEP_NAME = Pattern.compile(STEP + "[a-z_]+\\.[A-Za-z0-9_\\-]+");

    /** oslo's name of the rule for what has none; here every rule exists. */
    private static final String FALLBACK = "default";

    private final Set<String> known;

    OverrideNames(Set<String> known) {
        this.known = new TreeSet<>(known);
    }

    /** @throws IllegalStateException for a name that is neither a rule nor referred to by another */
    void check(Map<String, String> overrides) {
        for (var name : overrides.keySet()) {
            if (name.startsWith(STEP) && !STEP_NAME.matcher(name).matches()) {
                throw new IllegalStateException(
                        "policy rule '" + name + "' is not of the form " + STEP + "<interface>.<step>");
            }
            if (!known.contains(name)
                    && !name.startsWith(STEP)
                    && !name.equals(FALLBACK)
                    && !referredTo(name, overrides)) {
                throw new IllegalStateException("policy rule '" + name
                        + "' does not exist, and no other rule refers to it" + Nearest.hint(name, known));
            }
        }
    }

    private static boolean referredTo(String name, Map<String, String> overrides) {
        var reference = Pattern.compile("(^|[\\s(])rule:" + Pattern.quote(name) + "([\\s)]|$)");
        return overrides.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(name)
                        && reference.matcher(entry.getValue()).find());
    }
}

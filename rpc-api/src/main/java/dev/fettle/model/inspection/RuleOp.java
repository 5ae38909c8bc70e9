package dev.fettle.model.inspection;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition or an action of an inspection rule can be ({@code contract/resources.md} section 10).
 *
 * @param required names of its arguments in the order in which a list gives them
 * @param optional further ones, behind them
 */
public record RuleOp(List<String> required, List<String> optional) {
    /** A condition whose name starts with this holds when it does not hold. */
    public static final String NOT = "!";

    private static final RuleOp ON_VALUES = new RuleOp(List.of("values"), List.of("force_strings"));
    private static final RuleOp ON_VALUE = new RuleOp(List.of("value"), List.of());
    private static final RuleOp ON_TEXT = new RuleOp(List.of("value", "regex"), List.of());

    private static final Map<String, RuleOp> CONDITIONS = Map.ofEntries(
            Map.entry("eq", ON_VALUES),
            Map.entry("lt", ON_VALUES),
            Map.entry("gt", ON_VALUES),
            Map.entry("is-empty", ON_VALUE),
            Map.entry("in-net", new RuleOp(List.of("address", "subnet"), List.of())),
            Map.entry("matches", ON_TEXT),
            Map.entry("contains", ON_TEXT),
            Map.entry("one-of", new RuleOp(List.of("value"), List.of("values"))),
            Map.entry("is-none", ON_VALUE),
            Map.entry("is-true", ON_VALUE),
            Map.entry("is-false", ON_VALUE));

    private static final RuleOp ON_PATH = new RuleOp(List.of("path"), List.of());
    private static final RuleOp SET_PATH = new RuleOp(List.of("path", "value"), List.of());
    private static final RuleOp EXTEND_PATH = new RuleOp(List.of("path", "value"), List.of("unique"));
    private static final RuleOp ON_NAME = new RuleOp(List.of("name"), List.of());

    private static final Map<String, RuleOp> ACTIONS = Map.ofEntries(
            Map.entry("fail", new RuleOp(List.of("msg"), List.of())),
            Map.entry("log", new RuleOp(List.of("msg"), List.of("level"))),
            Map.entry("set-attribute", SET_PATH),
            Map.entry("extend-attribute", EXTEND_PATH),
            Map.entry("del-attribute", ON_PATH),
            Map.entry("set-capability", new RuleOp(List.of("name", "value"), List.of())),
            Map.entry("unset-capability", ON_NAME),
            Map.entry("add-trait", ON_NAME),
            Map.entry("remove-trait", ON_NAME),
            Map.entry("set-plugin-data", SET_PATH),
            Map.entry("extend-plugin-data", EXTEND_PATH),
            Map.entry("unset-plugin-data", ON_PATH),
            Map.entry("set-port-attribute", new RuleOp(List.of("port_id", "path", "value"), List.of())),
            Map.entry("extend-port-attribute", new RuleOp(List.of("port_id", "path", "value"), List.of("unique"))),
            Map.entry("del-port-attribute", new RuleOp(List.of("port_id", "path"), List.of())),
            Map.entry(
                    "api-call",
                    new RuleOp(List.of("url"), List.of("headers", "timeout", "retries", "backoff_factor"))));

    /** @param name may start with {@link #NOT} */
    public static Optional<RuleOp> condition(String name) {
        return Optional.ofNullable(CONDITIONS.get(name.startsWith(NOT) ? name.substring(1) : name));
    }

    public static Optional<RuleOp> action(String name) {
        return Optional.ofNullable(ACTIONS.get(name));
    }

    public static List<String> conditionNames() {
        return CONDITIONS.keySet().stream().sorted().toList();
    }

    public static List<String> actionNames() {
        return ACTIONS.keySet().stream().sorted().toList();
    }
}

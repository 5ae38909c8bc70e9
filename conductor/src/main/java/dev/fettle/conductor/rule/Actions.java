package dev.fettle.conductor.rule;

import dev.fettle.model.Secrets;
import dev.fettle.model.inspection.RuleOp;
import dev.fettle.model.patch.Idents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the actions of a rule do to the scene: {@code contract/resources.md} section 10. */
final class Actions {
    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);
    private static final int MOST_TRAITS = 50;
    private static final Map<String, Level> LEVELS = Map.of(
            "debug", Level.DEBUG,
            "info", Level.INFO,
            "warning", Level.WARN,
            "error", Level.ERROR,
            "critical", Level.ERROR);

    /** Does one thing with the arguments of an action. */
    @FunctionalInterface
    private interface Action {
        void run(RuleScene scene, Map<String, @Nullable Object> args);
    }

    private final Map<String, Action> actions;

    Actions(ApiCall call) {
        this.actions = Map.ofEntries(
                Map.entry("fail", (_, args) -> {
                    throw RuleFailure.of(Secrets.maskText(text(args, "msg")));
                }),
                Map.entry("log", (_, args) -> log(args)),
                Map.entry("set-attribute", (scene, args) -> changeNode(scene, args, _ -> args.get("value"))),
                Map.entry("extend-attribute", (scene, args) -> changeNode(scene, args, extension(args))),
                Map.entry("del-attribute", Actions::deleteOfNode),
                Map.entry(
                        "set-capability", (scene, args) -> capability(scene, text(args, "name"), text(args, "value"))),
                Map.entry("unset-capability", (scene, args) -> capability(scene, text(args, "name"), null)),
                Map.entry("add-trait", (scene, args) -> addTrait(scene, text(args, "name"))),
                Map.entry("remove-trait", (scene, args) -> scene.traits().remove(text(args, "name"))),
                Map.entry("set-plugin-data", (scene, args) -> changeData(scene, args, _ -> args.get("value"))),
                Map.entry("extend-plugin-data", (scene, args) -> changeData(scene, args, extension(args))),
                Map.entry(
                        "unset-plugin-data",
                        (scene, args) -> scene.pluginData(Nested.without(scene.pluginData(), path(args)))),
                Map.entry("set-port-attribute", (scene, args) -> changePort(scene, args, _ -> args.get("value"))),
                Map.entry("extend-port-attribute", (scene, args) -> changePort(scene, args, extension(args))),
                Map.entry("del-port-attribute", Actions::deleteOfPort),
                Map.entry("api-call", (_, args) -> call.send(args)));
    }

    /** @throws RuntimeException when one cannot be carried out; the scene is of no use then */
    void run(List<Object> parts, RuleScene scene) {
        for (var part : parts) {
            var action = (Map<?, ?>) part;
            var items = Loop.items(action);
            if (items.isEmpty()) {
                run(action, scene, Loop.outside(scene));
            }
            for (var item : items) {
                run(action, scene, Loop.at(scene, item));
            }
        }
    }

    private void run(Map<?, ?> part, RuleScene scene, RuleTexts texts) {
        var word = String.valueOf(part.get("op"));
        var op = RuleOp.action(word).orElseThrow(() -> RuleFailure.of("Unknown action '" + word + "'."));
        Objects.requireNonNull(actions.get(word)).run(scene, Arguments.of(op, part.get("args"), texts));
    }

    private static void log(Map<String, @Nullable Object> args) {
        var word = args.get("level") == null ? "info" : text(args, "level").toLowerCase(Locale.ROOT);
        var level = LEVELS.get(word);
        if (level == null) {
            throw RuleFailure.of("An inspection rule logs at a level that is none; take one of "
                    + LEVELS.keySet().stream().sorted().toList() + ".");
        }
        LOG.atLevel(level)
                .log("inspection rule: {}", Secrets.maskText(text(args, "msg").replaceAll("\\p{Cntrl}", " ")));
    }

    private static void changeNode(
            RuleScene scene, Map<String, @Nullable Object> args, UnaryOperator<@Nullable Object> change) {
        var path = path(args);
        requireKnown(scene.node(), path, "node");
        scene.node(Nested.changed(scene.node(), path, change));
    }

    private static void deleteOfNode(RuleScene scene, Map<String, @Nullable Object> args) {
        var path = path(args);
        requireKnown(scene.node(), path, "node");
        scene.node(
                path.size() == 1 ? Nested.changed(scene.node(), path, _ -> null) : Nested.without(scene.node(), path));
    }

    private static void changePort(
            RuleScene scene, Map<String, @Nullable Object> args, UnaryOperator<@Nullable Object> change) {
        var uuid = port(scene, args);
        var path = path(args);
        var port = Objects.requireNonNull(scene.ports().get(uuid));
        requireKnown(port, path, "port");
        scene.ports().put(uuid, Nested.changed(port, path, change));
    }

    private static void deleteOfPort(RuleScene scene, Map<String, @Nullable Object> args) {
        var uuid = port(scene, args);
        var path = path(args);
        var port = Objects.requireNonNull(scene.ports().get(uuid));
        requireKnown(port, path, "port");
        scene.ports().put(uuid, path.size() == 1 ? Nested.changed(port, path, _ -> null) : Nested.without(port, path));
    }

    private static UUID port(RuleScene scene, Map<String, @Nullable Object> args) {
        return Idents.uuid(text(args, "port_id"))
                .filter(scene.ports()::containsKey)
                .orElseThrow(() -> RuleFailure.of("An inspection rule names a port that the node does not have."));
    }

    /** Fields cannot be invented, and not all can be written. */
    private static void requireKnown(Map<String, @Nullable Object> document, List<String> path, String what) {
        if (!document.containsKey(path.getFirst())) {
            throw RuleFailure.of("An inspection rule writes '" + path.getFirst() + "', which is no attribute of a "
                    + what + " that rules may write.");
        }
    }

    private static void changeData(
            RuleScene scene, Map<String, @Nullable Object> args, UnaryOperator<@Nullable Object> change) {
        scene.pluginData(Nested.changed(scene.pluginData(), path(args), change));
    }

    private static UnaryOperator<@Nullable Object> extension(Map<String, @Nullable Object> args) {
        var unique = Boolean.TRUE.equals(args.get("unique"));
        return list -> Nested.extended(list, args.get("value"), unique);
    }

    private static void addTrait(RuleScene scene, String trait) {
        if (!Idents.validTrait(trait)) {
            throw RuleFailure.of("An inspection rule adds a trait that is none: a trait is a standard one or matches"
                    + " 'CUSTOM_[A-Z0-9_]+'.");
        }
        scene.traits().add(trait);
        if (scene.traits().size() > MOST_TRAITS) {
            throw RuleFailure.of("Inspection rules give the node more than " + MOST_TRAITS + " traits.");
        }
    }

    /** Capabilities are text such as {@code boot_mode:uefi,cpu_vt:true}; null takes one out. */
    private static void capability(RuleScene scene, String name, @Nullable String value) {
        var path = List.of("properties", "capabilities");
        scene.node(Nested.changed(scene.node(), path, before -> {
            var pairs = new LinkedHashMap<String, String>();
            if (before instanceof String text && !text.isBlank()) {
                for (var pair : text.split(",")) {
                    var colon = pair.indexOf(':');
                    pairs.put(
                            colon < 0 ? pair.strip() : pair.substring(0, colon).strip(),
                            colon < 0 ? "" : pair.substring(colon + 1).strip());
                }
            }
            if (value == null) {
                pairs.remove(name);
            } else {
                pairs.put(name, value);
            }
            return pairs.entrySet().stream()
                    .map(pair -> pair.getKey() + ":" + pair.getValue())
                    .reduce((one, other) -> one + "," + other)
                    .orElse("");
        }));
    }

    private static List<String> path(Map<String, @Nullable Object> args) {
        return Nested.path(text(args, "path"));
    }

    private static String text(Map<String, @Nullable Object> args, String name) {
        return RuleTexts.shown(args.get(name));
    }
}

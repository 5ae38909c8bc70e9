package dev.fettle.conductor.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replacement fields in the arguments of rules: {@code {inventory[cpu][count]}}, {@code {node.name}}, {@code {item}}. A text that is nothing
 * but one field becomes what the field stands for, of whatever type; a text with an unknown field stays as it is.
 */
final class RuleTexts {
    private static final Pattern FIELD =
            Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)((?:\\.[A-Za-z_][A-Za-z0-9_-]*|\\[[^\\[\\]{}]+\\])*)\\}");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\[([^\\[\\]{}]+)\\]");
    private static final int LONGEST = 64 << 10;

    private final RuleScene scene;
    private final Optional<Object> item;

    /** @param item what a loop is at; empty outside of loops */
    RuleTexts(RuleScene scene, Optional<Object> item) {
        this.scene = scene;
        this.item = item;
    }

    boolean inLoop() {
        return item.isPresent();
    }

    /** The value with all fields in it replaced, in all depths. */
    @Nullable
    Object filled(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> filled(text);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, inner) -> copy.put(shown(filled(String.valueOf(key))), filled(inner)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>(list.size());
                list.forEach(inner -> copy.add(filled(inner)));
                yield copy;
            }
            default -> value;
        };
    }

    /** A value as text, as rules have always seen it: what is nothing is {@code None}. */
    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case Double number -> BigDecimal.valueOf(number).toString();
            default -> value.toString();
        };
    }

    /** A field that leads nowhere, told from one that leads to null. */
    private static final Object NOWHERE = new Object();

    private @Nullable Object filled(String text) {
        var fields = FIELD.matcher(text);
        if (fields.matches()) {
            var value = lookUp(fields.group(1), fields.group(2));
            return NOWHERE.equals(value) ? null : value;
        }
        fields.reset();
        var filled = new StringBuilder();
        var from = 0;
        while (fields.find()) {
            var value = lookUp(fields.group(1), fields.group(2));
            if (NOWHERE.equals(value)) {
                return text;
            }
            filled.append(text, from, fields.start()).append(shown(value));
            from = fields.end();
            if (filled.length() > LONGEST) {
                throw RuleFailure.of("An inspection rule makes a text of more than " + LONGEST + " characters.");
            }
        }
        return filled.append(text, from, text.length()).toString();
    }

    private @Nullable Object lookUp(String name, String steps) {
        var current = name.equals("item") && item.isPresent() ? item.get() : scene.root(name);
        if (current == null) {
            return NOWHERE;
        }
        var step = STEP.matcher(steps);
        while (step.find()) {
            current = inside(current, step.group(1) != null ? step.group(1) : step.group(2));
            if (NOWHERE.equals(current)) {
                return NOWHERE;
            }
        }
        return current;
    }

    private static @Nullable Object inside(@Nullable Object container, String key) {
        return switch (container) {
            case Map<?, ?> map -> map.containsKey(key) ? map.get(key) : NOWHERE;
            case List<?> list
            when key.matches("[0-9]{1,6}") && Integer.parseInt(key) < list.size() -> list.get(Integer.parseInt(key));
            case null, default -> NOWHERE;
        };
    }
}

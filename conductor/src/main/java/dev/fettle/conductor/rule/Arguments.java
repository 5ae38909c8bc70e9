package dev.fettle.conductor.rule;

import dev.fettle.model.inspection.RuleOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a condition or action by name, with the fields in them replaced. */
final class Arguments {
    private Arguments() {}

    static Map<String, @Nullable Object> of(RuleOp op, @Nullable Object given, RuleTexts texts) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        named(op, given).forEach((name, value) -> named.put(name, literal(name, texts) ? value : texts.filled(value)));
        return named;
    }

    /** Braces in a regular expression are its own, but for loops, which are there to change it. */
    private static boolean literal(String name, RuleTexts texts) {
        return name.equals("regex") && !texts.inLoop();
    }

    private static Map<String, @Nullable Object> named(RuleOp op, @Nullable Object given) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        switch (given) {
            case Map<?, ?> map -> map.forEach((name, value) -> named.put(String.valueOf(name), value));
            case List<?> list -> {
                var names = new ArrayList<>(op.required());
                names.addAll(op.optional());
                for (var i = 0; i < list.size() && i < names.size(); i++) {
                    named.put(names.get(i), list.get(i));
                }
            }
            case null, default -> throw RuleFailure.of("An inspection rule has no arguments.");
        }
        return named;
    }
}

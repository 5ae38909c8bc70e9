package dev.fettle.model.patch;

import dev.fettle.model.inspection.RuleOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions or the actions of an inspection rule: known words with the arguments that they take.
 *
 * @param noun what messages call one of them
 * @param least how many there must be
 * @param find looks a word up
 * @param words for messages
 */
record RulePartsRule(String noun, int least, Function<String, Optional<RuleOp>> find, List<String> words)
        implements ValueRule {
    private static final int MOST = 256;
    private static final List<String> MULTIPLE = List.of("any", "all", "first", "last");

    static final RulePartsRule CONDITIONS =
            new RulePartsRule("condition", 0, RuleOp::condition, RuleOp.conditionNames());
    static final RulePartsRule ACTIONS = new RulePartsRule("action", 1, RuleOp::action, RuleOp.actionNames());

    @Override
    public Object read(@Nullable Object json) {
        if (!(json instanceof List<?> items) || items.size() < least || items.size() > MOST) {
            throw new Refused("is no array of " + least + " to " + MOST + " " + noun + "s");
        }
        var parts = new ArrayList<Object>(items.size());
        for (var item : items) {
            parts.add(part(item));
        }
        return parts;
    }

    private Map<String, Object> part(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> given)) {
            throw new Refused("has a " + noun + " that is not of type 'object'");
        }
        if (!(given.get("op") instanceof String word)) {
            throw new Refused("has a " + noun + " without 'op'");
        }
        var op =
                find.apply(word).orElseThrow(() -> new Refused("has a " + noun + " whose 'op' is not one of " + words));
        var part = new LinkedHashMap<String, Object>();
        part.put("op", word);
        part.put("args", args(word, op, given.get("args")));
        var loop = given.get("loop");
        if (loop != null) {
            if (!(loop instanceof List<?>) && !(loop instanceof Map<?, ?>)) {
                throw new Refused("has a " + noun + " whose 'loop' is neither an array nor an object");
            }
            part.put("loop", loop);
        }
        var multiple = given.get("multiple");
        if (least == 0 && multiple != null) {
            if (!(multiple instanceof String choice) || !MULTIPLE.contains(choice)) {
                throw new Refused("has a " + noun + " whose 'multiple' is not one of " + MULTIPLE);
            }
            part.put("multiple", multiple);
        }
        return part;
    }

    private Object args(String word, RuleOp op, @Nullable Object args) {
        var fits = switch (args) {
            case List<?> list ->
                list.size() >= op.required().size()
                        && list.size() <= op.required().size() + op.optional().size();
            case Map<?, ?> map ->
                map.keySet().containsAll(op.required())
                        && map.keySet().stream()
                                .allMatch(name -> op.required().contains(name)
                                        || op.optional().contains(name));
            case null, default -> false;
        };
        if (args == null || !fits) {
            throw new Refused("has a " + noun + " '" + word + "' with wrong 'args': an object or array of "
                    + op.required()
                    + (op.optional().isEmpty() ? "" : ", and if need be of " + op.optional()));
        }
        return args;
    }
}

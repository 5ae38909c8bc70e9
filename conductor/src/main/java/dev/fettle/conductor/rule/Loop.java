package dev.fettle.conductor.rule;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The loop of a condition or action: it is looked at once for each item. */
final class Loop {
    private static final int MOST = 1000;

    private Loop() {}

    /** Empty when there is no loop; an object is the one item of its loop. */
    static List<Object> items(Map<?, ?> part) {
        return switch (part.get("loop")) {
            case List<?> list -> {
                if (list.size() > MOST || list.stream().anyMatch(Objects::isNull)) {
                    throw RuleFailure.of("An inspection rule loops over null or over more than " + MOST + " items.");
                }
                yield List.copyOf(list);
            }
            case Map<?, ?> map when !map.isEmpty() -> List.of(map);
            case null, default -> List.of();
        };
    }

    static RuleTexts outside(RuleScene scene) {
        return new RuleTexts(scene, Optional.empty());
    }

    /** Items may hold fields themselves. */
    static RuleTexts at(RuleScene scene, Object item) {
        var filled = outside(scene).filled(item);
        return new RuleTexts(scene, Optional.ofNullable(filled));
    }
}

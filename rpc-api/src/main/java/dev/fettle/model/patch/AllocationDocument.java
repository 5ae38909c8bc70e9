package dev.fettle.model.patch;

import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What callers write of an allocation; {@code contract/resources.md} sections 2 and 9. */
public final class AllocationDocument {
    public static final DocumentRules RULES = new DocumentRules("allocation", AllocationFields.TABLE, rules());

    public static final PatchRules PATCHES = new PatchRules(Set.of("name", "extra"), Set.of());

    private static final int LONGEST_CLASS = 80;
    private static final int LONGEST_OWNER = 255;

    private AllocationDocument() {}

    private static Map<Field<?>, ValueRule> rules() {
        var rules = new LinkedHashMap<Field<?>, ValueRule>();
        rules.put(AllocationFields.UUID, ValueRule.uuid());
        rules.put(AllocationFields.NAME, AllocationDocument::name);
        rules.put(
                AllocationFields.RESOURCE_CLASS,
                ValueRule.text(1, LONGEST_CLASS).orNull());
        rules.put(AllocationFields.TRAITS, texts("traits", Idents::validTrait));
        rules.put(
                AllocationFields.CANDIDATE_NODES,
                texts(
                        "node names or uuids",
                        text -> Idents.validName(text) || Idents.uuid(text).isPresent()));
        rules.put(AllocationFields.EXTRA, ValueRule.object());
        rules.put(AllocationFields.OWNER, ValueRule.text(1, LONGEST_OWNER).orNull());
        return rules;
    }

    private static @Nullable Object name(@Nullable Object json) {
        if (json == null || json instanceof String text && Idents.validName(text)) {
            return json;
        }
        throw new ValueRule.Refused("is not a valid name");
    }

    /** An array of strings that all are what they should be; null is the empty one. */
    private static ValueRule texts(String what, Predicate<String> valid) {
        return json -> {
            var texts = new ArrayList<String>();
            if (json != null && !(json instanceof List<?>)) {
                throw new ValueRule.Refused("is not of type 'array'");
            }
            for (var item : json instanceof List<?> items ? items : List.of()) {
                if (!(item instanceof String text) || !valid.test(text)) {
                    throw new ValueRule.Refused("does not hold " + what + " only");
                }
                texts.add(text);
            }
            return List.copyOf(texts);
        };
    }
}

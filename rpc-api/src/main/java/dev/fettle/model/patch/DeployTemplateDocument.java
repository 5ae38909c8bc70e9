package dev.fettle.model.patch;

import dev.fettle.model.template.DeployTemplateFields;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers write of a deploy template; {@code contract/resources.md} sections 2 and 10. */
public final class DeployTemplateDocument {
    public static final DocumentRules RULES = new DocumentRules(
            "template",
            DeployTemplateFields.TABLE,
            Map.of(
                    DeployTemplateFields.UUID,
                    ValueRule.uuid(),
                    DeployTemplateFields.NAME,
                    DeployTemplateDocument::name,
                    DeployTemplateFields.STEPS,
                    StepsRule.TEMPLATE,
                    DeployTemplateFields.EXTRA,
                    ValueRule.object()),
            Set.of("description"));

    public static final PatchRules PATCHES =
            new PatchRules(Set.of("name", "steps", "extra", "description"), Set.of("name", "steps"));

    private DeployTemplateDocument() {}

    private static Object name(@Nullable Object json) {
        if (json instanceof String text && Idents.validTrait(text)) {
            return text;
        }
        throw new ValueRule.Refused("is no trait: a standard one, or one that matches 'CUSTOM_[A-Z0-9_]+'");
    }
}

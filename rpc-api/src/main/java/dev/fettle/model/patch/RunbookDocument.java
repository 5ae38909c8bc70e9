package dev.fettle.model.patch;

import dev.fettle.model.runbook.RunbookFields;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers write of a runbook; {@code contract/resources.md} sections 2 and 10. Traits are a resource of their own. */
public final class RunbookDocument {
    private static final int TEXT = 255;

    public static final DocumentRules RULES = new DocumentRules(
            "runbook",
            RunbookFields.TABLE,
            Map.of(
                    RunbookFields.UUID, ValueRule.uuid(),
                    RunbookFields.NAME, RunbookDocument::name,
                    RunbookFields.DESCRIPTION, ValueRule.text(0, TEXT).orNull(),
                    RunbookFields.STEPS, StepsRule.RUNBOOK,
                    RunbookFields.DISABLE_RAMDISK, ValueRule.flag().orElse(false),
                    RunbookFields.PUBLIC, ValueRule.flag().orElse(false),
                    RunbookFields.OWNER, ValueRule.text(0, TEXT).orNull(),
                    RunbookFields.EXTRA, ValueRule.object()));

    public static final PatchRules PATCHES = new PatchRules(
            Set.of("name", "description", "steps", "disable_ramdisk", "public", "owner", "extra"),
            Set.of("name", "steps"));

    private RunbookDocument() {}

    private static Object name(@Nullable Object json) {
        if (json instanceof String text && Idents.validName(text)) {
            return text;
        }
        throw new ValueRule.Refused("is not a valid name");
    }
}

package dev.fettle.model.patch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.inspection.InspectionRuleFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers write of an inspection rule; {@code contract/resources.md} sections 2 and 10. */
public final class InspectionRuleDocument {
    private static final int TEXT = 255;
    private static final int HIGHEST = 9999;
    private static final String MAIN = "main";

    public static final DocumentRules RULES = new DocumentRules(
            "inspection_rule",
            InspectionRuleFields.TABLE,
            Map.of(
                    InspectionRuleFields.UUID, ValueRule.uuid(),
                    InspectionRuleFields.DESCRIPTION, ValueRule.text(0, TEXT).orNull(),
                    InspectionRuleFields.PRIORITY, InspectionRuleDocument::priority,
                    InspectionRuleFields.PHASE, ValueRule.oneOf(List.of(MAIN)).orElse(MAIN),
                    InspectionRuleFields.SENSITIVE, ValueRule.flag().orElse(false),
                    InspectionRuleFields.CONDITIONS, RulePartsRule.CONDITIONS.orElse(List.of()),
                    InspectionRuleFields.ACTIONS, RulePartsRule.ACTIONS));

    public static final PatchRules PATCHES = new PatchRules(
            Set.of("uuid", "description", "priority", "phase", "sensitive", "conditions", "actions"),
            Set.of("uuid", "actions"));

    private InspectionRuleDocument() {}

    /** What a rule hides stays hidden. */
    public static void check(Values before, Values after) {
        if (before.require(InspectionRuleFields.SENSITIVE) && !after.require(InspectionRuleFields.SENSITIVE)) {
            throw new FaultException(
                    FaultCode.PATCH_ERROR,
                    "'/sensitive' can not be unset: the rule would show what it hides. Delete it and make a new one.");
        }
    }

    private static Object priority(@Nullable Object json) {
        return switch (json) {
            case null -> 0L;
            case Integer number when number >= 0 && number <= HIGHEST -> number.longValue();
            case Long number when number >= 0 && number <= HIGHEST -> number;
            default -> throw new ValueRule.Refused("is no whole number from 0 to " + HIGHEST);
        };
    }
}

package dev.fettle.model.patch;

import dev.fettle.model.chassis.ChassisFields;
import java.util.Map;
import java.util.Set;

/** What callers write of a chassis; {@code contract/resources.md} sections 2 and 7. */
public final class ChassisDocument {
    private static final int TEXT = 255;

    public static final DocumentRules RULES = new DocumentRules(
            "chassis",
            ChassisFields.TABLE,
            Map.of(
                    ChassisFields.UUID, ValueRule.uuid(),
                    ChassisFields.DESCRIPTION, ValueRule.text(0, TEXT).orNull(),
                    ChassisFields.EXTRA, ValueRule.object()));

    public static final PatchRules PATCHES = new PatchRules(Set.of("uuid", "description", "extra"), Set.of("uuid"));

    private ChassisDocument() {}
}

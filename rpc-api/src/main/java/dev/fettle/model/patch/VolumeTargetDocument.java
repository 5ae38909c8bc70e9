package dev.fettle.model.patch;

import dev.fettle.model.volume.VolumeTargetFields;
import java.util.Map;
import java.util.Set;

/** What callers write of a volume target; {@code contract/resources.md} sections 2 and 8. */
public final class VolumeTargetDocument {
    public static final DocumentRules RULES = new DocumentRules(
            "target",
            VolumeTargetFields.TABLE,
            Map.of(
                    VolumeTargetFields.UUID, ValueRule.uuid(),
                    VolumeTargetFields.NODE_UUID, ValueRule.uuid(),
                    VolumeTargetFields.VOLUME_TYPE, ValueRule.text(1, 64),
                    VolumeTargetFields.PROPERTIES, ValueRule.object(),
                    VolumeTargetFields.BOOT_INDEX, ValueRule.integer(),
                    VolumeTargetFields.VOLUME_ID, ValueRule.text(1, 36),
                    VolumeTargetFields.EXTRA, ValueRule.object()));

    public static final PatchRules PATCHES = new PatchRules(
            Set.of("boot_index", "extra", "node_uuid", "properties", "volume_id", "volume_type"),
            Set.of("boot_index", "node_uuid", "volume_id", "volume_type"));

    private VolumeTargetDocument() {}
}

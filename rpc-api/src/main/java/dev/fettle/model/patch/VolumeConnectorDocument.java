package dev.fettle.model.patch;

import dev.fettle.model.volume.VolumeConnectorFields;
import java.util.Map;
import java.util.Set;

/** What callers write of a volume connector; {@code contract/resources.md} sections 2 and 8. */
public final class VolumeConnectorDocument {
    public static final DocumentRules RULES = new DocumentRules(
            "connector",
            VolumeConnectorFields.TABLE,
            Map.of(
                    VolumeConnectorFields.UUID, ValueRule.uuid(),
                    VolumeConnectorFields.NODE_UUID, ValueRule.uuid(),
                    VolumeConnectorFields.TYPE, ValueRule.text(1, 32),
                    VolumeConnectorFields.CONNECTOR_ID, ValueRule.text(1, 255),
                    VolumeConnectorFields.EXTRA, ValueRule.object()));

    public static final PatchRules PATCHES = new PatchRules(
            Set.of("connector_id", "extra", "node_uuid", "type"), Set.of("connector_id", "node_uuid", "type"));

    private VolumeConnectorDocument() {}
}

package dev.fettle.model.patch;

import dev.fettle.model.field.Field;
import dev.fettle.model.portgroup.PortgroupFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What callers write of a portgroup; {@code contract/resources.md} sections 2 and 6. */
public final class PortgroupDocument {
    public static final DocumentRules RULES = new DocumentRules("portgroup", PortgroupFields.TABLE, rules());

    public static final PatchRules PATCHES = new PatchRules(
            Set.of(
                    "address",
                    "category",
                    "extra",
                    "mode",
                    "name",
                    "node_uuid",
                    "physical_network",
                    "properties",
                    "standalone_ports_supported"),
            Set.of("mode", "node_uuid", "standalone_ports_supported"));

    private PortgroupDocument() {}

    private static Map<Field<?>, ValueRule> rules() {
        var rules = new LinkedHashMap<Field<?>, ValueRule>();
        rules.put(PortgroupFields.UUID, ValueRule.uuid());
        rules.put(PortgroupFields.NAME, ValueRule.name().orNull());
        rules.put(PortgroupFields.ADDRESS, ValueRule.mac().orNull());
        rules.put(PortgroupFields.NODE_UUID, ValueRule.uuid());
        rules.put(PortgroupFields.EXTRA, ValueRule.object());
        rules.put(PortgroupFields.STANDALONE_PORTS_SUPPORTED, ValueRule.flag());
        rules.put(PortgroupFields.MODE, ValueRule.text(1, 255));
        rules.put(PortgroupFields.PROPERTIES, ValueRule.object());
        rules.put(PortgroupFields.PHYSICAL_NETWORK, ValueRule.text(1, 64).orNull());
        rules.put(PortgroupFields.CATEGORY, ValueRule.text(0, 80).orNull());
        return rules;
    }
}

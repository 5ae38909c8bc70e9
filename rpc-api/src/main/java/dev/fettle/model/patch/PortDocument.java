package dev.fettle.model.patch;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a port that callers write, as a document; {@code contract/resources.md} section 5. */
public final class PortDocument {
    private static final String LINK = "local_link_connection";
    public static final DocumentRules RULES = new DocumentRules("port", PortFields.TABLE, rules());

    private static final Set<String> LINK_KEYS = Set.of(
            "port_id",
            "switch_id",
            "hostname",
            "switch_info",
            "network_type",
            "vtep-logical-switch",
            "vtep-physical-switch");
    private static final Pattern DATAPATH_ID = Pattern.compile("[0-9a-fA-F]{16}");

    /** One of these sets of keys must be there, unless the link is empty or unmanaged. */
    private static final List<Set<String>> LINK_FORMS = List.of(
            Set.of("port_id", "switch_id"),
            Set.of("port_id", "hostname"),
            Set.of("port_id", "vtep-logical-switch", "vtep-physical-switch"));

    private PortDocument() {}

    /** What a patch is applied to. */
    public static Map<String, @Nullable Object> of(Port port) {
        var document = RULES.document(port.values());
        document.put("node_ident", null);
        return document;
    }

    /**
     * Reads what a caller gives. That a smart NIC says where it is plugged in is looked at only where the link is given.
     *
     * @throws dev.fettle.model.FaultException with status 400 that says what is wrong
     */
    public static Values read(Map<String, ? extends @Nullable Object> document) {
        var values = RULES.read(document);
        if (document.get(LINK) != null) {
            requireSmartNicLink(values);
        }
        return values;
    }

    private static void requireSmartNicLink(Values port) {
        if (Boolean.TRUE.equals(port.getOrNull(PortFields.IS_SMARTNIC))
                && !port.require(PortFields.LOCAL_LINK_CONNECTION)
                        .keySet()
                        .containsAll(Set.of("port_id", "hostname"))) {
            throw RULES.refused("a smart NIC needs 'port_id' and 'hostname' in 'local_link_connection'");
        }
    }

    /**
     * What the port's fields are after the patch.
     *
     * @throws dev.fettle.model.FaultException with status 400 that says what is wrong
     */
    public static Values patched(Port port, JsonPatch patch) {
        var document = patch.applyTo(of(port));
        // flags that have no value yet have none to check
        document.entrySet()
                .removeIf(entry ->
                        entry.getValue() == null && PatchRules.PORT.required().contains(entry.getKey()));
        var values = RULES.read(document);
        if (patch.operations().stream().anyMatch(operation -> operation.root().equals(LINK))) {
            requireSmartNicLink(values);
        }
        return values;
    }

    private static Map<Field<?>, ValueRule> rules() {
        var rules = new LinkedHashMap<Field<?>, ValueRule>();
        rules.put(PortFields.UUID, ValueRule.uuid());
        rules.put(PortFields.ADDRESS, ValueRule.mac());
        rules.put(PortFields.NODE_UUID, ValueRule.uuid());
        rules.put(PortFields.EXTRA, ValueRule.object());
        rules.put(PortFields.LOCAL_LINK_CONNECTION, PortDocument::link);
        rules.put(PortFields.PXE_ENABLED, ValueRule.flag());
        rules.put(PortFields.PORTGROUP_UUID, ValueRule.uuid().orNull());
        rules.put(PortFields.PHYSICAL_NETWORK, ValueRule.text(1, 64).orNull());
        rules.put(PortFields.IS_SMARTNIC, ValueRule.flag().orNull());
        rules.put(PortFields.NAME, ValueRule.name().orNull());
        rules.put(PortFields.DESCRIPTION, ValueRule.text(0, 255).orNull());
        rules.put(PortFields.VENDOR, ValueRule.text(0, 32).orNull());
        rules.put(PortFields.CATEGORY, ValueRule.text(0, 80).orNull());
        rules.put(PortFields.AVAILABLE_FOR_DYNAMIC_PORTGROUP, ValueRule.strictFlag());
        return rules;
    }

    private static Object link(@Nullable Object json) {
        if (json == null) {
            return Map.of();
        }
        if (!(json instanceof Map<?, ?> given)) {
            throw new ValueRule.Refused("is not of type 'object'");
        }
        var link = new LinkedHashMap<String, Object>();
        for (var entry : given.entrySet()) {
            if (!(entry.getKey() instanceof String key) || !LINK_KEYS.contains(key)) {
                throw new ValueRule.Refused("has keys that are not taken; it takes "
                        + LINK_KEYS.stream().sorted().toList());
            }
            if (!(entry.getValue() instanceof String value)) {
                throw new ValueRule.Refused("has a value that is not a string: " + key);
            }
            link.put(key, key.equals("switch_id") ? switchId(value) : value);
        }
        checkForm(link);
        return link;
    }

    private static void checkForm(Map<String, Object> link) {
        var type = link.get("network_type");
        if (type != null && !type.equals("managed") && !type.equals("unmanaged")) {
            throw new ValueRule.Refused("has a network_type that is neither managed nor unmanaged");
        }
        if (link.containsKey("vtep-logical-switch") != link.containsKey("vtep-physical-switch")) {
            throw new ValueRule.Refused("needs both vtep-logical-switch and vtep-physical-switch, or none");
        }
        if (!link.isEmpty() && !"unmanaged".equals(type) && LINK_FORMS.stream().noneMatch(link.keySet()::containsAll)) {
            throw new ValueRule.Refused(
                    "is not complete: port_id with switch_id, or port_id with hostname, are needed");
        }
    }

    private static String switchId(String value) {
        if (!Idents.validMac(value) && !DATAPATH_ID.matcher(value).matches()) {
            throw new ValueRule.Refused("has a switch_id that is neither a MAC address nor a datapath id");
        }
        return value.toLowerCase(Locale.ROOT);
    }
}

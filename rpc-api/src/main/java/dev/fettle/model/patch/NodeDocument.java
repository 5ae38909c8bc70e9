package dev.fettle.model.patch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a node that callers write, as a document; {@code contract/resources.md} sections 2 and 4. */
public final class NodeDocument {
    private static final int TEXT = 255;
    private static final int LONG_TEXT = 4096;

    public static final DocumentRules RULES = new DocumentRules("node", NodeFields.TABLE, rules());

    private static final List<String> NUMBERS = List.of("memory_mb", "local_gb", "cpus");

    private NodeDocument() {}

    /** What a patch is applied to. */
    public static Map<String, @Nullable Object> of(Node node) {
        return RULES.document(node.values());
    }

    /**
     * Reads a document, whole or in part, after checking every value in it.
     *
     * @throws FaultException with status 400 that says what is wrong
     */
    public static Values read(Map<String, ? extends @Nullable Object> document) {
        var values = RULES.read(document);
        if (values.has(NodeFields.PROPERTIES)) {
            checkProperties(values.require(NodeFields.PROPERTIES));
        }
        return values;
    }

    private static void checkProperties(Map<String, Object> properties) {
        for (var name : NUMBERS) {
            var value = properties.get(name);
            if (value != null && !String.valueOf(value).strip().matches("[0-9]{1,18}")) {
                throw new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "The following properties for node must be non-negative integers, but provided values are: "
                                + name + ".");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object networkData(@Nullable Object json) {
        var data = (Map<String, Object>) ValueRule.object().read(json);
        NetworkData.check(Objects.requireNonNull(data));
        return data;
    }

    private static Map<Field<?>, ValueRule> rules() {
        var rules = new LinkedHashMap<Field<?>, ValueRule>();
        var text = ValueRule.text(0, TEXT).orNull();
        var flag = ValueRule.flag();
        rules.put(NodeFields.UUID, ValueRule.uuid());
        rules.put(NodeFields.NAME, NodeDocument::name);
        rules.put(NodeFields.CHASSIS_UUID, ValueRule.uuid().orNull());
        rules.put(NodeFields.DRIVER, ValueRule.text(1, TEXT));
        rules.put(NodeFields.DRIVER_INFO, ValueRule.object());
        rules.put(NodeFields.PROPERTIES, ValueRule.object());
        rules.put(NodeFields.INSTANCE_INFO, ValueRule.object());
        rules.put(NodeFields.EXTRA, ValueRule.object());
        rules.put(NodeFields.NETWORK_DATA, NodeDocument::networkData);
        rules.put(NodeFields.INSTANCE_UUID, ValueRule.uuid().orNull());
        rules.put(NodeFields.INSTANCE_NAME, ValueRule.text(1, TEXT).orNull());
        rules.put(NodeFields.MAINTENANCE, flag);
        rules.put(NodeFields.CONSOLE_ENABLED, flag);
        rules.put(NodeFields.RESOURCE_CLASS, ValueRule.text(0, 80).orNull());
        rules.put(
                NodeFields.CONDUCTOR_GROUP,
                ValueRule.lowerCase(ValueRule.matching(Pattern.compile("[A-Za-z0-9_.\\-]*"), TEXT)));
        rules.put(NodeFields.AUTOMATED_CLEAN, flag.orNull());
        rules.put(NodeFields.PROTECTED, flag.orElse(false));
        rules.put(NodeFields.PROTECTED_REASON, ValueRule.text(0, LONG_TEXT).orNull());
        rules.put(NodeFields.OWNER, text);
        rules.put(NodeFields.LESSEE, text);
        rules.put(NodeFields.DESCRIPTION, ValueRule.text(0, LONG_TEXT).orNull());
        rules.put(NodeFields.RETIRED, flag.orNull());
        rules.put(NodeFields.RETIRED_REASON, ValueRule.text(0, LONG_TEXT).orNull());
        rules.put(NodeFields.BOOT_MODE, ValueRule.text(0, 16).orNull());
        rules.put(NodeFields.SECURE_BOOT, flag.orNull());
        rules.put(NodeFields.SHARD, text);
        rules.put(NodeFields.PARENT_NODE, ValueRule.uuid().orNull());
        rules.put(NodeFields.DISABLE_POWER_OFF, flag.orElse(false));
        for (var kind : InterfaceKind.values()) {
            rules.put(NodeFields.interfaceOf(kind), text);
        }
        return rules;
    }

    private static @Nullable Object name(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        if (json instanceof String name && Idents.validName(name) && !Idents.RESERVED_NODE_NAMES.contains(name)) {
            return name;
        }
        throw new ValueRule.Refused("is not a valid name");
    }
}

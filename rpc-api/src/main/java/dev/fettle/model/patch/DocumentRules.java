package dev.fettle.model.patch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the writable fields of a resource are read from JSON, and shown as the document that a patch is applied to.
 *
 * @param argument what messages call the document, such as {@code node}
 * @param rules for each writable model field what its value must be
 * @param ignored names that are taken and not kept
 */
public record DocumentRules(String argument, FieldTable table, Map<Field<?>, ValueRule> rules, Set<String> ignored) {
    public DocumentRules(String argument, FieldTable table, Map<Field<?>, ValueRule> rules) {
        this(argument, table, rules, Set.of());
    }

    /** The document of an object: its writable fields, those without a value as null. */
    public Map<String, @Nullable Object> document(Values values) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        for (var field : rules.keySet()) {
            var value = values.getOrNull(field);
            document.put(field.name(), value instanceof UUID uuid ? uuid.toString() : value);
        }
        ignored.forEach(name -> document.put(name, null));
        return document;
    }

    /**
     * The model values of the writable fields that the document names; other keys are not looked at.
     *
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} that names the field, never its value
     */
    public Values read(Map<String, ? extends @Nullable Object> document) {
        var builder = Values.none(table).toBuilder();
        for (var rule : rules.entrySet()) {
            var field = rule.getKey();
            if (document.containsKey(field.name())) {
                builder.putRaw(field, read(field, rule.getValue(), document.get(field.name())));
            }
        }
        return builder.build();
    }

    /**
     * What an object's fields are after a patch.
     *
     * @throws FaultException with status 400 that says which operation does not fit or which value is wrong
     */
    public Values patched(Values before, JsonPatch patch) {
        return before.overlay(read(patch.applyTo(document(before))));
    }

    private @Nullable Object read(Field<?> field, ValueRule rule, @Nullable Object json) {
        try {
            return rule.read(json);
        } catch (ValueRule.Refused e) {
            throw refused("'" + field.name() + "' " + e.getMessage());
        }
    }

    /** A failure in the words of the schema checks. */
    public FaultException refused(String what) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "Schema error for " + argument + ": " + what + ".");
    }
}

package dev.fettle.gateway.openapi;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import java.util.Set;

/**
 * The shape of one resource.
 *
 * @param patched names of fields that PATCH may touch
 */
public record ApiSchema(FieldSet fields, Set<String> patched) {

    String name() {
        return fields.argument();
    }

    boolean readOnly(ApiField field) {
        return !field.onCreate() && !patched.contains(field.name());
    }
}

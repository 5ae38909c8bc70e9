package dev.fettle.model.port;

import static dev.fettle.model.port.PortFields.TABLE;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A network port of a node. Immutable; may hold only some of its fields. */
public record Port(Values values) {

    public Port {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of a port: " + values);
        }
    }

    public <T> @Nullable T get(Field<T> field) {
        return values.get(field);
    }

    public <T> T require(Field<T> field) {
        return values.require(field);
    }

    public <T> Port with(Field<T> field, @Nullable T value) {
        return new Port(values.with(field, value));
    }

    public long id() {
        return require(PortFields.ID);
    }

    public UUID uuid() {
        return require(PortFields.UUID);
    }

    /** MAC address, six hex pairs with colons, lower case. */
    public String address() {
        return require(PortFields.ADDRESS);
    }

    public Map<String, Object> internalInfo() {
        return require(PortFields.INTERNAL_INFO);
    }

    @Override
    public String toString() {
        return "port " + values.getOrNull(PortFields.UUID);
    }
}

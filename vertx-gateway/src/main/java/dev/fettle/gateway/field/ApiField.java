package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.fettle.http.JsonOut;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One row of a resource's table: a field as callers see it.
 *
 * @param label the name, encoded once
 * @param since minor of the first version that shows and takes it
 * @param field the model field behind it; empty when computed
 * @param columns model fields that writing it needs
 * @param inList whether the default view of lists holds it
 * @param selectable whether {@code fields=} may name it
 * @param onCreate whether POST takes it
 * @param shown whether any view holds it
 * @param writer writes its value
 */
public record ApiField(
        String name,
        SerializableString label,
        int since,
        Optional<Field<?>> field,
        Set<Field<?>> columns,
        boolean inList,
        boolean selectable,
        boolean onCreate,
        boolean shown,
        Writer writer) {

    /** Writes a value, not the name. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator out, Values values, View view) throws IOException;
    }

    /** A field that shows what the model holds. */
    public static ApiField plain(Field<?> field, int since) {
        return masked(
                field,
                since,
                switch (field.type()) {
                    case TEXT -> text(field);
                    case BOOLEAN -> flag(field);
                    default -> (out, values, _) -> JsonOut.value(out, values.get(field));
                });
    }

    /** A field that shows something else than the model holds. */
    public static ApiField masked(Field<?> field, int since, Writer writer) {
        return new ApiField(
                field.name(),
                new SerializedString(field.name()),
                since,
                Optional.of(field),
                Set.of(field),
                false,
                true,
                false,
                true,
                writer);
    }

    public static ApiField computed(String name, int since, Set<Field<?>> columns, Writer writer) {
        return new ApiField(
                name,
                new SerializedString(name),
                since,
                Optional.empty(),
                Set.copyOf(columns),
                false,
                true,
                false,
                true,
                writer);
    }

    /** The links of a resource that has a uuid; {@code before} is what stands before it, such as {@code chassis/}. */
    public static ApiField links(String before, Field<UUID> uuid) {
        var links = new Links(before, "");
        return computed(
                "links",
                1,
                Set.of(uuid),
                (out, values, view) ->
                        links.write(out, view.baseUrl(), values.require(uuid).toString()));
    }

    /** In the default view of lists. */
    public ApiField listed() {
        return new ApiField(name, label, since, field, columns, true, selectable, onCreate, shown, writer);
    }

    /** Taken by POST. */
    public ApiField taken() {
        return new ApiField(name, label, since, field, columns, inList, selectable, true, shown, writer);
    }

    /** Only in full views. */
    public ApiField unselectable() {
        return new ApiField(name, label, since, field, columns, inList, false, onCreate, shown, writer);
    }

    /** Only taken, never shown. */
    public ApiField hidden() {
        return new ApiField(name, label, since, field, columns, inList, false, onCreate, false, writer);
    }

    private static Writer text(Field<?> field) {
        return (out, values, _) -> {
            if (values.get(field) instanceof String text) {
                out.writeString(text);
            } else {
                out.writeNull();
            }
        };
    }

    private static Writer flag(Field<?> field) {
        return (out, values, _) -> {
            if (values.get(field) instanceof Boolean flag) {
                out.writeBoolean(flag);
            } else {
                out.writeNull();
            }
        };
    }
}

package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.http.JsonOut;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a resource's table: a field as callers see it.
 *
 * @param label the name, encoded
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
        Label label,
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

    /** Writes what {@link JsonOut#value} takes. */
    public interface Valued extends Writer {
        @Nullable Object value(Values values, View view);

        @Override
        default void write(JsonGenerator out, Values values, View view) throws IOException {
            JsonOut.value(out, value(values, view));
        }
    }

    /** A field that shows what the model holds. */
    public static ApiField plain(Field<?> field, int since) {
        return masked(field, since, (Valued) (values, _) -> values.get(field));
    }

    /** A field that shows something else than the model holds. */
    public static ApiField masked(Field<?> field, int since, Writer writer) {
        return new ApiField(
                field.name(),
                new Label(field.name()),
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
                name, new Label(name), since, Optional.empty(), Set.copyOf(columns), false, true, false, true, writer);
    }

    /** The links of a resource that has a uuid; {@code before} is what stands before it, such as {@code chassis/}. */
    public static ApiField links(String before, Field<UUID> uuid) {
        var links = new Links(before, "");
        return computed(
                "links",
                1,
                Set.of(uuid),
                (out, values, view) -> links.write(out, view.baseUrl(), values.require(uuid)));
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

    /** Writes name and value as the first field of an object. */
    void writeFirst(JsonGenerator out, Values values, View view) throws IOException {
        out.writeFieldName(label.name());
        writer.write(out, values, view);
    }

    /** Writes name and value behind another field. */
    void writeNext(JsonGenerator out, Values values, View view) throws IOException {
        if (!(writer instanceof Valued valued)) {
            writeFirst(out, values, view);
            return;
        }
        var value = valued.value(values, view);
        var both = label.with(value);
        if (both == null) {
            out.writeFieldName(label.name());
            JsonOut.value(out, value);
        } else {
            out.writeRaw(both);
        }
    }
}

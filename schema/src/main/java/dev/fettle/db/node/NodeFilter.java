package dev.fettle.db.node;

import dev.fettle.model.field.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One condition of a list; all of a query must hold ({@code contract/resources.md} section 1). */
public sealed interface NodeFilter {

    /** The field has that value; null asks for null. */
    record Equals(Field<?> field, @Nullable Object value) implements NodeFilter {}

    record In(Field<?> field, List<?> values) implements NodeFilter {
        public In {
            values = List.copyOf(values);
        }
    }

    /** @param notNull false asks for null */
    record NotNull(Field<?> field, boolean notNull) implements NodeFilter {}

    /** The text occurs in the field; {@code %} and {@code _} are wildcards. */
    record Contains(Field<?> field, String text) implements NodeFilter {}

    record OwnerOrLessee(String project) implements NodeFilter {}
}

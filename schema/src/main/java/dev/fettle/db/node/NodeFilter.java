package dev.fettle.db.node;

import dev.fettle.model.field.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on nodes ({@code contract/resources.md} section 1, filter semantics). */
public sealed interface NodeFilter {
    /** @param value of the field's type; null asks for null */
    record Equals(Field<?> field, @Nullable Object value) implements NodeFilter {}

    /** Null differs from every value. */
    record Differs(Field<?> field, Object value) implements NodeFilter {}

    /** One of these; none when the list is empty. */
    record In(Field<?> field, List<?> values) implements NodeFilter {}

    /** Whether the field holds something. */
    record NotNull(Field<?> field, boolean notNull) implements NodeFilter {}

    /** SQL LIKE: {@code %} and {@code _} in the text are wildcards. */
    record Contains(Field<?> field, String text) implements NodeFilter {}

    /** Greater than the number. */
    record Above(Field<Long> field, long number) implements NodeFilter {}

    record OwnerOrLessee(String project) implements NodeFilter {}

    /** At least one holds. */
    record AnyOf(List<NodeFilter> filters) implements NodeFilter {}
}

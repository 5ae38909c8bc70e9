package dev.fettle.db.resource;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.model.field.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on the rows of a resource. */
public sealed interface ResourceFilter {
    /** @param value of the field's type; null asks for null */
    record Equals(Field<?> field, @Nullable Object value) implements ResourceFilter {}

    /** One of these; none when the list is empty. */
    record In(Field<?> field, List<?> values) implements ResourceFilter {}

    /** SQL LIKE: {@code %} and {@code _} in the text are wildcards. */
    record Contains(Field<?> field, String text) implements ResourceFilter {}

    /** Belongs to a node for which all of these hold; only for resources that have a {@code node_id}. */
    record OfNodes(List<NodeFilter> filters) implements ResourceFilter {}

    /** At least one holds. */
    record AnyOf(List<ResourceFilter> filters) implements ResourceFilter {}

    /** What the caller may see. Holds for the marker of a page too, which would tell of other rows else. */
    record Visible(ResourceFilter filter) implements ResourceFilter {}
}

package dev.fettle.model.allocation;

import static dev.fettle.model.allocation.AllocationFields.TABLE;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A wish for a node, and the node it was granted. Immutable; may hold only some of its fields. */
public record Allocation(Values values) {

    public Allocation {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of an allocation: " + values);
        }
    }

    public <T> @Nullable T get(Field<T> field) {
        return values.get(field);
    }

    public <T> T require(Field<T> field) {
        return values.require(field);
    }

    public <T> Allocation with(Field<T> field, @Nullable T value) {
        return new Allocation(values.with(field, value));
    }

    public long id() {
        return require(AllocationFields.ID);
    }

    public UUID uuid() {
        return require(AllocationFields.UUID);
    }

    public List<String> traits() {
        return require(AllocationFields.TRAITS);
    }

    /** Uuids of the only nodes that may be chosen; empty when any may. */
    public List<String> candidateNodes() {
        return require(AllocationFields.CANDIDATE_NODES);
    }

    public boolean is(AllocationState state) {
        return state.word().equals(get(AllocationFields.STATE));
    }

    @Override
    public String toString() {
        return "allocation " + values.getOrNull(AllocationFields.UUID);
    }
}

package dev.fettle.model.volume;

import static dev.fettle.model.volume.VolumeTargetFields.TABLE;

import dev.fettle.model.field.Values;
import java.util.UUID;

/** A volume that a node boots from or uses. Immutable; may hold only some of its fields. */
public record VolumeTarget(Values values) {

    public VolumeTarget {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of a volume target: " + values);
        }
    }

    public UUID uuid() {
        return values.require(VolumeTargetFields.UUID);
    }

    @Override
    public String toString() {
        return "volume target " + values.getOrNull(VolumeTargetFields.UUID);
    }
}

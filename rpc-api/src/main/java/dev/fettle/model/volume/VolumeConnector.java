package dev.fettle.model.volume;

import static dev.fettle.model.volume.VolumeConnectorFields.TABLE;

import dev.fettle.model.field.Values;
import java.util.UUID;

/** How a node presents itself to a storage network. Immutable; may hold only some of its fields. */
public record VolumeConnector(Values values) {

    public VolumeConnector {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of a volume connector: " + values);
        }
    }

    public UUID uuid() {
        return values.require(VolumeConnectorFields.UUID);
    }

    @Override
    public String toString() {
        return "volume connector " + values.getOrNull(VolumeConnectorFields.UUID);
    }
}

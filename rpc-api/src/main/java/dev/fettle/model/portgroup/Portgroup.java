package dev.fettle.model.portgroup;

import static dev.fettle.model.portgroup.PortgroupFields.TABLE;

import dev.fettle.model.field.Values;
import java.util.UUID;

/** Ports of a node that work as one link. Immutable; may hold only some of its fields. */
public record Portgroup(Values values) {

    public Portgroup {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of a portgroup: " + values);
        }
    }

    public UUID uuid() {
        return values.require(PortgroupFields.UUID);
    }

    @Override
    public String toString() {
        return "portgroup " + values.getOrNull(PortgroupFields.UUID);
    }
}

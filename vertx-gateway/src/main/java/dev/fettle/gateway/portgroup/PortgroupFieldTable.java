package dev.fettle.gateway.portgroup;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.model.portgroup.PortgroupFields;
import java.util.List;
import java.util.Set;

/** The fields of a portgroup as the API shows and takes them: {@code contract/resources.md} section 6. */
public final class PortgroupFieldTable {
    private static final Links PORTS = new Links("portgroups/", "/ports");

    public static final FieldSet FIELDS = fields(102, 103);

    /** What POST takes: these two came without a gate. */
    static final FieldSet TAKEN = fields(1, 1);

    private PortgroupFieldTable() {}

    private static FieldSet fields(int physicalNetworkSince, int categorySince) {
        return new FieldSet(
                "portgroup",
                PortgroupFields.TABLE,
                List.of(
                        plain(PortgroupFields.UUID, 1).listed().taken(),
                        plain(PortgroupFields.ADDRESS, 1).listed().taken(),
                        plain(PortgroupFields.NAME, 1).listed().taken(),
                        plain(PortgroupFields.NODE_UUID, 1).taken(),
                        plain(PortgroupFields.EXTRA, 1).taken(),
                        plain(PortgroupFields.INTERNAL_INFO, 1),
                        plain(PortgroupFields.STANDALONE_PORTS_SUPPORTED, 1).taken(),
                        plain(PortgroupFields.MODE, 26).taken(),
                        plain(PortgroupFields.PROPERTIES, 26).taken(),
                        plain(PortgroupFields.PHYSICAL_NETWORK, physicalNetworkSince)
                                .taken(),
                        plain(PortgroupFields.CATEGORY, categorySince).taken(),
                        plain(PortgroupFields.DYNAMIC_PORTGROUP, 111),
                        plain(PortgroupFields.CREATED_AT, 1),
                        plain(PortgroupFields.UPDATED_AT, 1),
                        ApiField.links("portgroups/", PortgroupFields.UUID).listed(),
                        computed(
                                        "ports",
                                        24,
                                        Set.of(PortgroupFields.UUID),
                                        (out, values, view) ->
                                                PORTS.write(out, view.baseUrl(), values.require(PortgroupFields.UUID)))
                                .unselectable()));
    }
}

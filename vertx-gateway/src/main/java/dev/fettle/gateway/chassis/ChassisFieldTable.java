package dev.fettle.gateway.chassis;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.field.View;
import dev.fettle.model.chassis.ChassisFields;
import dev.fettle.model.field.Values;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The fields of a chassis as the API shows and takes them: {@code contract/resources.md} section 7. */
public final class ChassisFieldTable {
    private static final Links NODES = new Links("chassis/", "/nodes");

    public static final FieldSet FIELDS = new FieldSet(
            "chassis",
            ChassisFields.TABLE,
            List.of(
                    plain(ChassisFields.UUID, 1).listed().taken(),
                    plain(ChassisFields.DESCRIPTION, 1).listed().taken(),
                    plain(ChassisFields.EXTRA, 1).taken(),
                    computed("nodes", 1, Set.of(ChassisFields.UUID), ChassisFieldTable::nodes),
                    plain(ChassisFields.CREATED_AT, 1),
                    plain(ChassisFields.UPDATED_AT, 1),
                    ApiField.links("chassis/", ChassisFields.UUID).listed()));

    private ChassisFieldTable() {}

    /** An array in an array, as clients have always got it. */
    private static void nodes(JsonGenerator out, Values values, View view) throws IOException {
        out.writeStartArray();
        NODES.write(out, view.baseUrl(), values.require(ChassisFields.UUID));
        out.writeEndArray();
    }
}

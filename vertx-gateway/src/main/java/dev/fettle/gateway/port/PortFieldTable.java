package dev.fettle.gateway.port;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.masked;
import static dev.fettle.gateway.field.ApiField.plain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.field.View;
import dev.fettle.http.JsonOut;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.PortFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a port as the API shows and takes them: {@code contract/resources.md} section 5. */
public final class PortFieldTable {
    static final int FIRST_VTEP = 90;
    static final int LAST_VTEP = 104;

    private static final Links LINKS = new Links("ports/", "");

    public static final FieldSet FIELDS = new FieldSet(
            "port",
            PortFields.TABLE,
            List.of(
                    plain(PortFields.UUID, 1).listed().taken(),
                    plain(PortFields.ADDRESS, 1).listed().taken(),
                    plain(PortFields.NODE_UUID, 1).taken(),
                    computed("node_ident", 94, Set.of(), (out, _, _) -> out.writeNull())
                            .taken()
                            .hidden(),
                    plain(PortFields.EXTRA, 1).taken(),
                    plain(PortFields.INTERNAL_INFO, 18),
                    masked(PortFields.LOCAL_LINK_CONNECTION, 19, PortFieldTable::link)
                            .taken(),
                    plain(PortFields.PXE_ENABLED, 19).taken(),
                    plain(PortFields.PORTGROUP_UUID, 24).taken(),
                    plain(PortFields.PHYSICAL_NETWORK, 34).taken(),
                    plain(PortFields.IS_SMARTNIC, 53).taken(),
                    plain(PortFields.NAME, 88).taken(),
                    plain(PortFields.DESCRIPTION, 97).taken(),
                    plain(PortFields.VENDOR, 100).taken(),
                    plain(PortFields.CATEGORY, 101).taken(),
                    plain(PortFields.AVAILABLE_FOR_DYNAMIC_PORTGROUP, 111).taken(),
                    plain(PortFields.CREATED_AT, 1),
                    plain(PortFields.UPDATED_AT, 1),
                    computed(
                                    "links",
                                    1,
                                    Set.of(PortFields.UUID),
                                    (out, values, view) ->
                                            LINKS.write(out, view.baseUrl(), values.require(PortFields.UUID)))
                            .listed()));

    private PortFieldTable() {}

    /** The keys of one overlay technique were known in some versions only. */
    private static void link(JsonGenerator out, Values values, View view) throws IOException {
        var link = values.require(PortFields.LOCAL_LINK_CONNECTION);
        var minor = view.version().minor();
        var unknown = link.containsKey("vtep-logical-switch") && (minor < FIRST_VTEP || minor > LAST_VTEP);
        JsonOut.value(out, unknown ? Map.of() : link);
    }
}

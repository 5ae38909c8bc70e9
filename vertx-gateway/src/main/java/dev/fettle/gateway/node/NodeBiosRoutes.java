package dev.fettle.gateway.node;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;
import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.db.hardware.BiosSettingStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.field.Selection;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.hardware.BiosSettingFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** BIOS settings of a node as they were read last ({@code contract/resources.md} section 11). */
final class NodeBiosRoutes {
    private static final int SINCE = 40;
    private static final int REGISTRY_SINCE = 74;
    private static final FieldSet FIELDS = new FieldSet(
            "bios",
            BiosSettingFields.TABLE,
            List.of(
                    plain(BiosSettingFields.NAME, SINCE).listed(),
                    plain(BiosSettingFields.VALUE, SINCE).listed(),
                    plain(BiosSettingFields.ATTRIBUTE_TYPE, REGISTRY_SINCE),
                    plain(BiosSettingFields.ALLOWABLE_VALUES, REGISTRY_SINCE),
                    plain(BiosSettingFields.LOWER_BOUND, REGISTRY_SINCE),
                    plain(BiosSettingFields.MAX_LENGTH, REGISTRY_SINCE),
                    plain(BiosSettingFields.MIN_LENGTH, REGISTRY_SINCE),
                    plain(BiosSettingFields.READ_ONLY, REGISTRY_SINCE),
                    plain(BiosSettingFields.RESET_REQUIRED, REGISTRY_SINCE),
                    plain(BiosSettingFields.UNIQUE, REGISTRY_SINCE),
                    plain(BiosSettingFields.UPPER_BOUND, REGISTRY_SINCE).unselectable(),
                    plain(BiosSettingFields.CREATED_AT, SINCE).listed(),
                    plain(BiosSettingFields.UPDATED_AT, SINCE).listed(),
                    computed(
                                    "links",
                                    SINCE,
                                    Set.of(BiosSettingFields.NAME, BiosSettingFields.NODE_UUID),
                                    (out, values, view) -> Links.pair(
                                            out,
                                            view.baseUrl(),
                                            "nodes/" + values.get(BiosSettingFields.NODE_UUID) + "/bios/"
                                                    + values.get(BiosSettingFields.NAME)))
                            .listed()
                            .unselectable()));

    private final NodeCalls calls;
    private final BiosSettingStore store;

    NodeBiosRoutes(NodeCalls calls, BiosSettingStore store) {
        this.calls = calls;
        this.store = store;
    }

    List<Route> routes() {
        var all = "/v1/nodes/{node}/bios";
        var rule = "baremetal:node:bios:get";
        return List.of(
                Route.of("GET", all, rule, this::list).since(SINCE, HIDDEN),
                Route.of("GET", all + "/{setting}", rule, this::show)
                        .withoutQuery()
                        .since(SINCE, HIDDEN));
    }

    private Answer list(Request request) {
        var node = calls.node(request);
        var selection = selection(request);
        var settings = store.list(node.id());
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("bios");
            for (var setting : settings) {
                selection.write(out, setting, view(request));
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static Selection selection(Request request) {
        var query = request.query(Set.of("detail", "fields"));
        if ((query.has("detail") || query.has("fields")) && !request.version().atLeast(REGISTRY_SINCE)) {
            throw Parameters.invalid("Unexpected arguments: detail and fields are known since 1." + REGISTRY_SINCE);
        }
        var detail = query.flag("detail").orElse(false);
        var names = query.csv("fields");
        if (detail && names.isPresent()) {
            throw Parameters.invalid("Can't fetch a subset of fields with 'detail' set");
        }
        return names.map(given -> FIELDS.select(given, request.version()))
                .orElseGet(() -> detail ? FIELDS.full(request.version()) : FIELDS.listed(request.version()));
    }

    private Answer show(Request request) {
        var node = calls.node(request);
        var name = request.variable("setting");
        var setting = store.find(node.id(), name)
                .orElseThrow(() -> new FaultException(
                        FaultCode.NOT_FOUND,
                        "Node " + node.uuid() + " doesn't have a BIOS setting '" + Parameters.shown(name) + "'"));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName(name);
            FIELDS.full(request.version()).write(out, setting, view(request));
            out.writeEndObject();
        });
    }

    private static View view(Request request) {
        return new View(request.version(), request.baseUrl(), _ -> Optional.empty());
    }
}

package dev.fettle.gateway.node;

import static dev.fettle.gateway.field.ApiField.plain;
import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.db.hardware.FirmwareStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Selection;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.hardware.FirmwareFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Firmware of a node's components as it was read last ({@code contract/resources.md} section 11). */
final class NodeFirmwareRoutes {
    private static final int SINCE = 86;
    private static final int MODEL_SINCE = 114;
    private static final FieldSet FIELDS = new FieldSet(
            "firmware",
            FirmwareFields.TABLE,
            List.of(
                    plain(FirmwareFields.NAME, SINCE),
                    plain(FirmwareFields.INITIAL_VERSION, SINCE),
                    plain(FirmwareFields.CURRENT_VERSION, SINCE),
                    plain(FirmwareFields.LAST_VERSION_FLASHED, SINCE),
                    plain(FirmwareFields.VENDOR, MODEL_SINCE),
                    plain(FirmwareFields.MODEL, MODEL_SINCE),
                    plain(FirmwareFields.SERIAL_NUMBER, MODEL_SINCE),
                    plain(FirmwareFields.CREATED_AT, SINCE),
                    plain(FirmwareFields.UPDATED_AT, SINCE)));

    private final NodeCalls calls;
    private final FirmwareStore store;

    NodeFirmwareRoutes(NodeCalls calls, FirmwareStore store) {
        this.calls = calls;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/v1/nodes/{node}/firmware", "baremetal:node:firmware:get", this::list)
                .since(SINCE, HIDDEN));
    }

    private Answer list(Request request) {
        var node = calls.node(request);
        var selection = selection(request);
        var components = store.list(node.id());
        var view = new View(request.version(), request.baseUrl(), _ -> Optional.empty());
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("firmware");
            for (var component : components) {
                selection.write(out, component, view);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** A field that is too new is 400 here, not 406. */
    private static Selection selection(Request request) {
        var query = request.query(Set.of("detail", "fields"));
        var _ = query.flag("detail");
        var names = query.csv("fields");
        if (names.isEmpty()) {
            return FIELDS.full(request.version());
        }
        for (var name : names.get()) {
            if (FIELDS.find(name)
                    .filter(field -> !request.version().atLeast(field.since()))
                    .isPresent()) {
                throw Parameters.invalid("Field \"" + name + "\" is not a valid field.");
            }
        }
        return FIELDS.select(names.get(), request.version());
    }
}

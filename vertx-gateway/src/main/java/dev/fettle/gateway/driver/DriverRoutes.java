package dev.fettle.gateway.driver;

import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Selection;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.conductor.ServedInterface;
import dev.fettle.model.field.Values;
import dev.fettle.rpc.driver.GetDriverProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Drivers: the hardware types that living conductors serve. */
public final class DriverRoutes {
    private static final int DETAIL_SINCE = 30;
    private static final int FIELDS_SINCE = 77;

    private final ConductorStore store;
    private final Conductors conductors;

    /** Only keeps what it is given. */
    public DriverRoutes(ConductorStore store, Conductors conductors) {
        this.store = store;
        this.conductors = conductors;
    }

    /** @return the rows of drivers */
    public List<Route> routes() {
        var one = "/v1/drivers/{driver}";
        return List.of(
                Route.of("GET", "/v1/drivers", "baremetal:driver:get", this::list),
                Route.of("GET", one, "baremetal:driver:get", this::show),
                Route.of("GET", one + "/properties", "baremetal:driver:get_properties", this::properties)
                        .withoutQuery());
    }

    private Answer list(Request request) {
        var query = request.query(Set.of("type", "detail", "fields"));
        var type = query.text("type");
        var detail = query.flag("detail");
        if (type.isPresent() || detail.isPresent()) {
            FieldSet.gate(DETAIL_SINCE, request.version());
        }
        if (type.filter(word -> !word.equals("classic") && !word.equals("dynamic"))
                .isPresent()) {
            throw Parameters.invalid("Driver type must be classic or dynamic.");
        }
        var names = query.csv("fields");
        if (names.isPresent() && detail.orElse(false)) {
            throw Parameters.invalid("Can't fetch a subset of fields with 'detail' set");
        }
        var selection = names.isPresent()
                ? selected(names.get(), request.version())
                : detail.orElse(false)
                        ? DriverFieldTable.FIELDS.full(request.version())
                        : DriverFieldTable.FIELDS.listed(request.version());
        var drivers = type.equals(Optional.of("classic")) ? List.<Values>of() : drivers(store.interfaces());
        var view = view(request);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("drivers");
            for (var driver : drivers) {
                selection.write(out, driver, view);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Answer show(Request request) {
        var names = request.query(Set.of("fields")).csv("fields");
        var selection = names.map(given -> selected(given, request.version()))
                .orElseGet(() -> DriverFieldTable.FIELDS.full(request.version()));
        var driver = driver(request.variable("driver"));
        return Answer.ok(out -> selection.write(out, driver, view(request)));
    }

    private Answer properties(Request request) {
        var name = request.variable("driver");
        driver(name);
        Map<String, String> properties = conductors.askDriver(name, new GetDriverProperties(name), request.context());
        return Answer.ok(out -> JsonOut.value(out, properties));
    }

    private static Selection selected(List<String> names, Microversion version) {
        FieldSet.gate(FIELDS_SINCE, version);
        return DriverFieldTable.FIELDS.select(names, version);
    }

    private Values driver(String name) {
        var served = store.interfaces().stream()
                .filter(row -> row.served().hardwareType().equals(name))
                .toList();
        return drivers(served).stream()
                .findFirst()
                .orElseThrow(() -> new FaultException(
                        FaultCode.DRIVER_NOT_FOUND,
                        "Could not find the following driver(s) or hardware type(s): " + Parameters.shown(name) + "."));
    }

    /** One driver for each hardware type, by name. */
    private static List<Values> drivers(List<ServedInterface> served) {
        var byType = new TreeMap<String, List<ServedInterface>>();
        served.forEach(row -> byType.computeIfAbsent(row.served().hardwareType(), _ -> new ArrayList<>())
                .add(row));
        return byType.entrySet().stream()
                .map(entry -> values(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Values values(String name, List<ServedInterface> rows) {
        var builder = Values.none(DriverFieldTable.TABLE).toBuilder();
        builder.put(DriverFieldTable.NAME, name);
        var hosts = new TreeSet<String>();
        rows.forEach(row -> hosts.add(row.hostname()));
        builder.put(DriverFieldTable.HOSTS, List.copyOf(hosts));
        for (var kind : InterfaceKind.values()) {
            var enabled = new TreeSet<String>();
            var preferred = Optional.<String>empty();
            for (var row : rows) {
                if (row.served().interfaceType().equals(kind.word())) {
                    enabled.add(row.served().interfaceName());
                    preferred =
                            row.served().isDefault() ? Optional.of(row.served().interfaceName()) : preferred;
                }
            }
            builder.put(DriverFieldTable.defaultOf(kind), preferred.orElse(null));
            builder.put(DriverFieldTable.enabledOf(kind), List.copyOf(enabled));
        }
        return builder.build();
    }

    private static View view(Request request) {
        return new View(request.version(), request.baseUrl(), _ -> Optional.empty());
    }
}

package dev.fettle.gateway.network;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.patch.Idents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/events}: the network service tells what became of ports. Checked and logged; nothing waits for it. */
public final class NetworkEventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkEventRoutes.class);

    private static final int SINCE = 54;
    private static final int MOST = 1000;
    private static final Set<String> EVENTS = Set.of("network.bind_port", "network.unbind_port", "network.delete_port");
    private static final Set<String> REQUIRED = Set.of("event", "port_id", "mac_address", "status");
    private static final Set<String> OPTIONAL = Set.of("device_id", "binding:host_id", "binding:vnic_type");

    /** @return the row of events */
    public List<Route> routes() {
        return List.of(Route.of("POST", "/v1/events", "baremetal:events:post", this::post)
                .since(SINCE, NOT_FOUND));
    }

    private Answer post(Request request) {
        var body = request.object("evts");
        if (!body.keySet().equals(Set.of("events")) || !(body.get("events") instanceof List<?> events)) {
            throw refused("the body takes an array 'events' and nothing else");
        }
        if (events.isEmpty() || events.size() > MOST) {
            throw refused("'events' is no array of 1 to " + MOST + " events");
        }
        events.forEach(NetworkEventRoutes::check);
        for (var event : events) {
            var map = (Map<?, ?>) event;
            LOG.info("network event {} of port {}", map.get("event"), map.get("port_id"));
        }
        return Answer.empty(204);
    }

    private static void check(@Nullable Object event) {
        if (!(event instanceof Map<?, ?> map)) {
            throw refused("an event is not of type 'object'");
        }
        for (var name : REQUIRED) {
            if (!map.containsKey(name)) {
                throw refused("an event lacks '" + name + "'");
            }
        }
        for (var entry : map.entrySet()) {
            var name = String.valueOf(entry.getKey());
            if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
                throw refused("an event has an unexpected '" + Parameters.shown(name) + "'");
            }
            if (!fits(name, entry.getValue())) {
                throw refused("'" + name + "' of an event is not valid");
            }
        }
    }

    private static boolean fits(String name, @Nullable Object value) {
        return switch (name) {
            case "event" -> value instanceof String word && EVENTS.contains(word);
            case "port_id" -> isUuid(value);
            case "mac_address" -> value instanceof String text && Idents.validMac(text);
            case "status" -> value instanceof String;
            case "device_id", "binding:host_id" -> value == null || isUuid(value);
            default -> value == null || value instanceof String;
        };
    }

    private static boolean isUuid(@Nullable Object value) {
        return value instanceof String text && Idents.uuid(text).isPresent();
    }

    private static RuntimeException refused(String reason) {
        return Parameters.invalid("Schema error for evts: " + reason + ".");
    }
}

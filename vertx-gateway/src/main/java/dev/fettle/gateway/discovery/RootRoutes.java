package dev.fettle.gateway.discovery;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.Links;
import dev.fettle.http.Answer;
import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.io.IOException;
import java.util.List;

/** The version documents {@code /} and {@code /v1}: {@code contract/resources.md} section 11. */
public final class RootRoutes {
    private static final String NAME = "OpenStack Ironic API";
    private static final String DESCRIPTION =
            "Fettle provisions bare metal machines. It speaks the API of OpenStack Ironic.";

    /** A collection that {@code /v1} links to from that version on. */
    private record Collection(String name, int since) {}

    private static final List<Collection> COLLECTIONS = List.of(
            new Collection("nodes", 1),
            new Collection("ports", 1),
            new Collection("chassis", 1),
            new Collection("drivers", 1),
            new Collection("lookup", 22),
            new Collection("heartbeat", 22),
            new Collection("portgroups", 23),
            new Collection("volume", 32),
            new Collection("conductors", 49),
            new Collection("allocations", 52),
            new Collection("events", 54),
            new Collection("deploy_templates", 55),
            new Collection("shards", 82),
            new Collection("continue_inspection", 84),
            new Collection("runbooks", 92),
            new Collection("inspection_rules", 96));

    /** @return the public rows of the version documents */
    public List<Route> routes() {
        return List.of(
                Route.open("GET", "/", this::root).withoutQuery(),
                Route.open("GET", "/v1", this::v1).withoutQuery());
    }

    private Answer root(Request request) {
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeStringField("name", NAME);
            out.writeStringField("description", DESCRIPTION);
            out.writeFieldName("default_version");
            version(out, request);
            out.writeArrayFieldStart("versions");
            version(out, request);
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Answer v1(Request request) {
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeStringField("id", "v1");
            out.writeArrayFieldStart("links");
            Links.one(out, "self", request.baseUrl() + "/v1/");
            out.writeStartObject();
            out.writeStringField("href", "https://docs.openstack.org/ironic/latest/contributor/webapi.html");
            out.writeStringField("rel", "describedby");
            out.writeStringField("type", "text/html");
            out.writeEndObject();
            out.writeEndArray();
            out.writeObjectFieldStart("media_types");
            out.writeStringField("base", "application/json");
            out.writeStringField("type", "application/vnd.openstack.ironic.v1+json");
            out.writeEndObject();
            out.writeFieldName("version");
            version(out, request);
            for (var collection : COLLECTIONS) {
                if (request.version().atLeast(collection.since())) {
                    out.writeFieldName(collection.name());
                    Links.pair(out, request.baseUrl(), collection.name() + "/");
                }
            }
            out.writeEndObject();
        });
    }

    private static void version(JsonGenerator out, Request request) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", "v1");
        out.writeArrayFieldStart("links");
        Links.one(out, "self", request.baseUrl() + "/v1/");
        out.writeEndArray();
        out.writeStringField("status", "CURRENT");
        out.writeStringField("min_version", Microversion.LOWEST.toString());
        out.writeStringField("version", Microversion.NEWEST.toString());
        out.writeEndObject();
    }
}

package dev.fettle.gateway.openapi;

import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code GET /v1/openapi.json}: the OpenAPI 3.1 document of everything that is served. Made once, from the tables that also serve. */
public final class OpenApiRoutes {
    private final byte[] document;

    /**
     * @param served all other rows
     * @param schemas by path, such as {@code /v1/nodes}
     */
    public OpenApiRoutes(List<Route> served, Map<String, ApiSchema> schemas) {
        this.document = new OpenApiDocument(served, schemas).bytes();
    }

    /** @return the public row of the document */
    public List<Route> routes() {
        return List.of(Route.open("GET", "/v1/openapi.json", this::show));
    }

    private Answer show(Request request) {
        request.query(Set.of());
        return Answer.json(200, document);
    }
}

package dev.fettle.gateway.openapi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Microversion;
import dev.fettle.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes routes and fields as an OpenAPI 3.1 document. {@code x-min-microversion} and {@code x-policy-rule} say what OpenAPI has no words
 * for.
 */
final class OpenApiDocument {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Map<String, List<Route>> paths;
    private final Map<String, ApiSchema> schemas;

    OpenApiDocument(List<Route> routes, Map<String, ApiSchema> schemas) {
        this.paths = routes.stream()
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .collect(Collectors.groupingBy(Route::path, TreeMap::new, Collectors.toList()));
        this.schemas = new TreeMap<>(schemas);
    }

    byte[] bytes() {
        return JsonOut.bytes(64 << 10, this::write);
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("openapi", "3.1.0");
        out.writeObjectFieldStart("info");
        out.writeStringField("title", "Bare Metal API");
        out.writeStringField(
                "description",
                "The bare metal API of OpenStack Ironic as Fettle serves it. The header " + Microversion.HEADER
                        + " chooses the version; what is newer than the version asked for is hidden or refused.");
        out.writeStringField("version", Microversion.NEWEST.toString());
        out.writeEndObject();
        out.writeObjectFieldStart("paths");
        for (var path : paths.entrySet()) {
            writePath(out, path.getKey(), path.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("components");
        writeSchemas(out);
        writeShared(out);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void writePath(JsonGenerator out, String path, List<Route> routes) throws IOException {
        out.writeObjectFieldStart(path);
        out.writeArrayFieldStart("parameters");
        out.writeStartObject();
        out.writeStringField("$ref", "#/components/parameters/microversion");
        out.writeEndObject();
        for (var name : variables(path)) {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeStringField("in", "path");
            out.writeBooleanField("required", true);
            out.writeObjectFieldStart("schema");
            out.writeStringField("type", "string");
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        for (var route : routes) {
            writeOperation(out, route);
        }
        out.writeEndObject();
    }

    private void writeOperation(JsonGenerator out, Route route) throws IOException {
        var body = schema(route);
        out.writeObjectFieldStart(route.method().toLowerCase(Locale.ROOT));
        out.writeStringField("operationId", operationId(route));
        out.writeArrayFieldStart("tags");
        out.writeString(tag(route.path()));
        out.writeEndArray();
        out.writeStringField("x-min-microversion", "1." + route.since());
        if (!route.rule().isEmpty()) {
            out.writeStringField("x-policy-rule", route.rule());
        }
        if (body.isPresent() && route.method().equals("POST")) {
            out.writeObjectFieldStart("requestBody");
            writeContent(out, "#/components/schemas/" + body.get().name());
            out.writeEndObject();
        } else if (route.method().equals("PATCH")) {
            out.writeObjectFieldStart("requestBody");
            writeContent(out, "#/components/schemas/patch");
            out.writeEndObject();
        }
        out.writeObjectFieldStart("responses");
        out.writeObjectFieldStart("2XX");
        out.writeStringField("description", "Done or accepted");
        if (body.isPresent() && !route.method().equals("DELETE")) {
            writeContent(out, "#/components/schemas/" + body.get().name());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("default");
        out.writeStringField("$ref", "#/components/responses/error");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeContent(JsonGenerator out, String schema) throws IOException {
        out.writeObjectFieldStart("content");
        out.writeObjectFieldStart("application/json");
        out.writeObjectFieldStart("schema");
        out.writeStringField("$ref", schema);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Of the resource itself: of {@code POST /v1/nodes} and what is below {@code /v1/nodes/{node}}, but not deeper. */
    private Optional<ApiSchema> schema(Route route) {
        var path = route.path();
        var collection = path.endsWith("}") ? path.substring(0, path.lastIndexOf('/')) : path;
        var one = path.endsWith("}") || route.method().equals("POST");
        return one ? Optional.ofNullable(schemas.get(collection)) : Optional.empty();
    }

    private void writeSchemas(JsonGenerator out) throws IOException {
        var known = new LinkedHashMap<String, ApiSchema>();
        schemas.values().forEach(schema -> known.put(schema.name(), schema));
        out.writeObjectFieldStart("schemas");
        for (var schema : known.values()) {
            out.writeObjectFieldStart(schema.name());
            out.writeStringField("type", "object");
            out.writeObjectFieldStart("properties");
            for (var field : schema.fields().all()) {
                out.writeObjectFieldStart(field.name());
                FieldSchema.write(out, field, schema.readOnly(field));
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeFieldName("patch");
        JsonOut.value(
                out,
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of(
                                "type",
                                "object",
                                "required",
                                List.of("op", "path"),
                                "properties",
                                Map.of(
                                        "op",
                                        Map.of("enum", List.of("add", "replace", "remove")),
                                        "path",
                                        Map.of("type", "string"),
                                        "value",
                                        Map.of()))));
        out.writeFieldName("error");
        JsonOut.value(
                out,
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "error_message",
                                Map.of(
                                        "type",
                                        "string",
                                        "description",
                                        "JSON in a string: faultcode, faultstring and debuginfo, or code, title and description"))));
        out.writeEndObject();
    }

    private static void writeShared(JsonGenerator out) throws IOException {
        out.writeFieldName("parameters");
        JsonOut.value(
                out,
                Map.of(
                        "microversion",
                        Map.of(
                                "name",
                                Microversion.HEADER,
                                "in",
                                "header",
                                "required",
                                false,
                                "description",
                                "Version of the API, or latest; " + Microversion.LOWEST + " when absent",
                                "schema",
                                Map.of("type", "string"))));
        out.writeFieldName("responses");
        JsonOut.value(
                out,
                Map.of(
                        "error",
                        Map.of(
                                "description",
                                "What went wrong and what to do",
                                "content",
                                Map.of(
                                        "application/json",
                                        Map.of("schema", Map.of("$ref", "#/components/schemas/error"))))));
    }

    private static List<String> variables(String path) {
        var names = new ArrayList<String>();
        var matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(Objects.requireNonNull(matcher.group(1)));
        }
        return names;
    }

    private static String operationId(Route route) {
        return route.method().toLowerCase(Locale.ROOT)
                + VARIABLE.matcher(route.path()).replaceAll("by_$1").replaceAll("[^A-Za-z0-9]+", "_");
    }

    private static String tag(String path) {
        var segments = path.split("/");
        return segments.length > 2 ? segments[2] : "root";
    }
}

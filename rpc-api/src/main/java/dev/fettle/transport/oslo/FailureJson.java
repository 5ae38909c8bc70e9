package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The failure in a reply: a JSON text within the JSON ({@code contract/rpc.md} section 5). */
final class FailureJson {
    private static final String MODULE = "ironic.common.exception";
    private static final String MARKER = "Traceback (most recent call last):";
    private static final String HEADER = "fettle-";
    /** Names the code when the reference has no class for it. */
    private static final String CODE_HEADER = HEADER + "fault";

    private static final Set<FaultCode> UNKNOWN_THERE =
            Set.of(FaultCode.MESSAGING_TIMEOUT, FaultCode.RPC_VERSION_CAP, FaultCode.REQUEST_ENTITY_TOO_LARGE);
    private static final Set<String> CANNOT_SERVE = Set.of("UnsupportedVersion", "NoSuchMethod");
    private static final int MAX_DETAILS = 16;
    private static final int MAX_DETAIL = 1024;

    private final ObjectMapper mapper;

    FailureJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(FaultException fault) throws IOException {
        var code = UNKNOWN_THERE.contains(fault.code()) ? FaultCode.INTERNAL : fault.code();
        return write(code.wireName(), MODULE, fault.text(), Optional.of(fault.status()));
    }

    String write(DispatchException failure) throws IOException {
        return write(failure.wireName(), failure.module(), String.valueOf(failure.getMessage()), Optional.empty());
    }

    /** Facts of ours travel beside the body. */
    Map<String, String> headers(FaultException fault) {
        var headers = new LinkedHashMap<String, String>();
        fault.details().forEach((key, value) -> headers.put(HEADER + key, value));
        if (UNKNOWN_THERE.contains(fault.code())) {
            headers.put(CODE_HEADER, fault.code().wireName());
        }
        return headers;
    }

    /** @param own whether a method of ours was called, which conductors of the reference do not have */
    FaultException read(String text, Map<String, String> headers, boolean own) throws MalformedMessageException {
        JsonNode json;
        try {
            json = mapper.readTree(text);
        } catch (IOException e) {
            throw new MalformedMessageException("failure is no JSON", e);
        }
        var name = json.path("class").asText("");
        var message = messageOf(json.path("message").asText(""), name);
        if (own && CANNOT_SERVE.contains(name)) {
            return new FaultException(
                    FaultCode.TEMPORARY_FAILURE, "The conductor is too old for this request: " + message);
        }
        var code = FaultCode.find(headers.getOrDefault(CODE_HEADER, name)).orElse(FaultCode.INTERNAL);
        var fault = new FaultException(code, message);
        var status = status(json.path("kwargs").path("code"), code.status());
        var details = details(headers);
        var same = status == fault.status() && details.isEmpty();
        return same ? fault : fault.withStatus(status).withDetails(details);
    }

    private String write(String name, String module, String message, Optional<Integer> status) throws IOException {
        var text = new StringWriter(message.length() * 2 + 256);
        try (JsonGenerator out = mapper.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("class", name);
            out.writeStringField("module", module);
            out.writeStringField("message", message);
            out.writeArrayFieldStart("tb");
            out.writeString(MARKER + "\n"); // clients cut the text here
            out.writeEndArray();
            out.writeArrayFieldStart("args");
            out.writeString(message);
            out.writeEndArray();
            out.writeObjectFieldStart("kwargs");
            if (status.isPresent()) {
                out.writeNumberField("code", status.get());
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static String messageOf(String text, String name) {
        var marker = text.indexOf(MARKER);
        var message = (marker < 0 ? text : text.substring(0, marker)).stripTrailing();
        return message.isEmpty() ? "The conductor failed with " + name + "." : message;
    }

    private static int status(JsonNode json, int otherwise) {
        var text = json.asText("");
        var status = text.matches("\\d{3}") ? Integer.parseInt(text) : otherwise;
        return status >= 400 && status < 600 ? status : otherwise;
    }

    private static Map<String, String> details(Map<String, String> headers) {
        var details = new LinkedHashMap<String, String>();
        headers.forEach((key, value) -> {
            if (key.startsWith(HEADER)
                    && !key.equals(CODE_HEADER)
                    && value.length() <= MAX_DETAIL
                    && details.size() < MAX_DETAILS) {
                details.put(key.substring(HEADER.length()), value);
            }
        });
        return details;
    }
}

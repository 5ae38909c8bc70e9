package dev.fettle.gateway.driver;

import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What calls of vendor methods have in common, those of nodes and those of drivers. */
public final class VendorAnswers {
    public static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private VendorAnswers() {}

    /** The method of a call whose path does not name it. */
    public static String methodArgument(Request request) {
        return request.query(Set.of("method"))
                .text("method")
                .filter(method -> !method.isEmpty())
                .orElseThrow(() -> Parameters.invalid("Method not specified when calling vendor extension."));
    }

    /** The body, which must be an object or absent. */
    public static Map<String, Object> info(Request request) {
        if (request.json() == null) {
            return Map.of();
        }
        var info = new LinkedHashMap<String, @Nullable Object>(request.object("data"));
        return nonNull(info);
    }

    /** Methods tell arguments apart that are null from absent ones. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Map<String, Object> nonNull(Map<String, @Nullable Object> info) {
        return (Map<String, Object>) (Map<?, ?>) info;
    }

    /** @param outcome {@code {return, async, attach}} of the conductor */
    public static Answer answer(Map<String, Object> outcome) {
        var status = Boolean.TRUE.equals(outcome.get("async")) ? 202 : 200;
        var result = outcome.get("return");
        if (result == null) {
            return Answer.empty(status);
        }
        var json = JsonOut.bytes(out -> JsonOut.value(out, result));
        if (!Boolean.TRUE.equals(outcome.get("attach"))) {
            return Answer.json(status, json);
        }
        var bytes = result instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json;
        return Answer.text(status, "application/octet-stream", bytes);
    }
}

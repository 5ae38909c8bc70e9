package dev.fettle.gateway.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.http.Grant;
import dev.fettle.http.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the policy allowed, as it is kept with an answer. */
final class GrantsJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Stored>> STORED = new TypeReference<>() {};

    private GrantsJson() {}

    record Stored(String rule, Map<String, String> target) {}

    static String write(Collection<Grant> grants) {
        try {
            return JSON.writeValueAsString(grants.stream()
                    .map(grant -> new Stored(grant.rule(), grant.target().values()))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and texts can always be written", e);
        }
    }

    /** @throws IllegalStateException for what was not written here */
    static List<Grant> read(String text) {
        try {
            return JSON.readValue(text, STORED).stream()
                    .map(stored -> new Grant(stored.rule(), new Target(stored.target())))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the grants of a remembered answer cannot be read", e);
        }
    }
}

package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.net.Untrusted;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What a BMC answered.
 *
 * @param body the missing node when there was none
 * @param etag from the header, else from the body
 */
record RedfishAnswer(int status, JsonNode body, Optional<String> etag) {
    private static final int MAX_MESSAGES = 5;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether one of the messages has this id, whatever the registry's version. */
    boolean hasMessage(String id) {
        for (var message : messages()) {
            if (message.path("MessageId").asText().endsWith(id)) {
                return true;
            }
        }
        return body.path("error").path("code").asText().endsWith(id);
    }

    /** Whether a message mentions the word in its text or arguments. */
    boolean mentions(String word) {
        return body.path("error").toString().contains(word);
    }

    /** The status and what the BMC says of it, fit for people. */
    String reason() {
        var texts = new ArrayList<String>();
        for (var message : messages()) {
            if (texts.size() < MAX_MESSAGES && message.hasNonNull("Message")) {
                texts.add(message.path("Message").asText());
            }
        }
        if (texts.isEmpty() && body.path("error").hasNonNull("message")) {
            texts.add(body.path("error").path("message").asText());
        }
        return "HTTP " + status + (texts.isEmpty() ? "" : ": " + Untrusted.text(String.join(" ", texts)));
    }

    private JsonNode messages() {
        return body.path("error").path("@Message.ExtendedInfo");
    }
}

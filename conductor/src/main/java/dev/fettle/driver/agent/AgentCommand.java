package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.net.Untrusted;
import java.util.Map;

/**
 * A command as the agent lists it ({@code contract/agent.md} section 4).
 *
 * @param name without the extension, such as {@code execute_deploy_step}
 * @param result the missing node when there is none
 * @param error the missing node when there is none
 */
record AgentCommand(String id, String name, Status status, JsonNode result, JsonNode error) {

    /** How far a command is. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        VERSION_MISMATCH
    }

    private static final Map<String, Status> STATUSES = Map.of(
            "RUNNING", Status.RUNNING,
            "SUCCEEDED", Status.SUCCEEDED,
            "CLEAN_VERSION_MISMATCH", Status.VERSION_MISMATCH,
            "VERSION_MISMATCH", Status.VERSION_MISMATCH);

    /** A word that nobody knows counts as a failure. */
    static AgentCommand of(JsonNode json) {
        var name = json.path("command_name").asText();
        return new AgentCommand(
                json.path("id").asText(),
                name.substring(
                        name.lastIndexOf('.') + 1), // failed synchronous commands are listed with their extension
                STATUSES.getOrDefault(json.path("command_status").asText(), Status.FAILED),
                json.path("command_result"),
                json.path("command_error"));
    }

    boolean running() {
        return status == Status.RUNNING;
    }

    boolean succeeded() {
        return status == Status.SUCCEEDED;
    }

    /** Asks only and changes nothing, so that nobody waits for it. */
    boolean isQuestion() {
        return name.startsWith("get_");
    }

    /** Why it failed, fit for people. */
    String reason() {
        for (var key : new String[] {"message", "details"}) {
            if (error.path(key).isTextual() && !error.path(key).asText().isBlank()) {
                return Untrusted.text(error.path("type").asText("error") + ": "
                        + error.path(key).asText());
            }
        }
        return error.isTextual() ? Untrusted.text(error.asText()) : "the agent gave no reason";
    }
}

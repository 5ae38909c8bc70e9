package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.HttpAnswer;
import dev.fettle.driver.spi.net.HttpCall;
import dev.fettle.driver.spi.net.HttpFailure;
import dev.fettle.driver.spi.net.HttpFailure.Stage;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.Untrusted;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the agent in a ramdisk ({@code contract/agent.md} section 4). Blocks within the limits of {@code [agent]}. Thread-safe.
 *
 * <p>Faults: {@code AGENT_IN_PROGRESS} when the agent is busy with another command, {@code AGENT_CONNECTION_FAILED} when it cannot be
 * reached, {@code AGENT_API_ERROR} when it refuses.
 */
public final class AgentClient {
    private static final int MAX_BODY = 16 << 20;
    private static final int MAX_COMMANDS = 10_000;

    private final OutboundHttp http;

    public AgentClient(OutboundHttp http) {
        this.http = http;
    }

    /** The commands since the agent started, oldest first. Changes nothing. */
    List<AgentCommand> commands(NodeTask task) {
        for (var attempt = 1; ; attempt++) {
            try {
                return list(task);
            } catch (HttpFailure failure) {
                giveUp(task, "commands", failure, attempt);
            }
        }
    }

    /** The newest command that was sent to change something. */
    Optional<AgentCommand> newestAction(NodeTask task) {
        return newest(
                commands(task).stream().filter(command -> !command.isQuestion()).toList());
    }

    /** Sends a command that may be sent twice and waits for its end. */
    AgentCommand ask(NodeTask task, String name, Map<String, Object> params) {
        for (var attempt = 1; ; attempt++) {
            try {
                return post(task, name, params, true);
            } catch (HttpFailure failure) {
                giveUp(task, name, failure, attempt);
            }
        }
    }

    /**
     * Sends a command that must not be carried out twice and does not wait for its end: when the connection breaks, the agent's list says
     * whether it had arrived.
     */
    AgentCommand start(NodeTask task, String name, Map<String, Object> params) {
        var before = newest(commands(task));
        if (before.isPresent() && before.get().running()) {
            throw busy(task, "it still runs " + before.get().name());
        }
        for (var attempt = 1; ; attempt++) {
            try {
                task.ensureLockHeld();
                return post(task, name, params, false);
            } catch (HttpFailure failure) {
                if (failure.stage() != Stage.UNSENT) {
                    var arrived = arrived(task, name, before);
                    if (arrived.isPresent()) {
                        return arrived.get();
                    }
                }
                giveUp(task, name, failure, attempt);
            }
        }
    }

    private Optional<AgentCommand> arrived(NodeTask task, String name, Optional<AgentCommand> before) {
        var shortName = name.substring(name.lastIndexOf('.') + 1);
        return newest(commands(task))
                .filter(command -> command.name().equals(shortName))
                .filter(command -> before.isEmpty() || !before.get().id().equals(command.id()));
    }

    private List<AgentCommand> list(NodeTask task) throws HttpFailure {
        var answer = http.send(call(task, "GET", "", null));
        var json = json(task, "commands", answer).path("commands");
        if (!json.isArray() || json.size() > MAX_COMMANDS) {
            throw unusable(task, "its list of commands is not one");
        }
        var commands = new ArrayList<AgentCommand>(json.size());
        json.forEach(command -> commands.add(AgentCommand.of(command)));
        return commands;
    }

    private AgentCommand post(NodeTask task, String name, Map<String, Object> params, boolean wait) throws HttpFailure {
        var body = WireJson.text(Map.of("name", name, "params", params));
        var answer = http.send(call(task, "POST", "wait=" + wait + "&", body));
        var command = AgentCommand.of(json(task, name, answer));
        if (command.error().path("type").asText().equals("TypeError")) {
            throw new FaultException(
                    FaultCode.AGENT_API_ERROR,
                    "The agent of node " + task.node().uuid() + " does not know command " + name + " in this form ("
                            + command.reason() + "). Use a ramdisk of a fitting release.");
        }
        return command;
    }

    private HttpCall call(NodeTask task, String method, String query, @Nullable String body) {
        var agent = AgentAddress.of(task);
        var token = agent.token().map(text -> "agent_token=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        return new HttpCall(
                method,
                URI.create(agent.base() + "/v1/commands/?" + query + token.orElse("")),
                Map.of(),
                body,
                agent.tls(),
                task.config().get(AgentOptions.COMMAND_TIMEOUT),
                task.config().get(AgentOptions.COMMAND_TIMEOUT),
                MAX_BODY);
    }

    private static JsonNode json(NodeTask task, String name, HttpAnswer answer) {
        var json = WireJson.parse(answer.body()).orElse(MissingNode.getInstance());
        var text = json.path("faultstring").asText();
        if (answer.status() == 409 || text.toLowerCase(java.util.Locale.ROOT).contains("agent is busy")) {
            throw busy(task, text.isBlank() ? "it answers 409" : Untrusted.text(text));
        }
        if (answer.status() == 401) {
            throw new FaultException(
                    FaultCode.AGENT_API_ERROR,
                    "The agent of node " + task.node().uuid() + " refuses " + name
                            + ": it does not know us (HTTP 401). Boot the ramdisk anew, so that it gets a token of this service.");
        }
        if (!answer.ok()) {
            throw new FaultException(
                    FaultCode.AGENT_API_ERROR,
                    "The agent of node " + task.node().uuid() + " refuses " + name + " (HTTP " + answer.status() + ": "
                            + Untrusted.text(text)
                            + "). Look at the agent's log.");
        }
        if (!json.isObject()) {
            throw unusable(task, "its answer to " + name + " is no JSON object");
        }
        return json;
    }

    /** Returns to let the caller try again, or throws. */
    private static void giveUp(NodeTask task, String name, HttpFailure failure, int attempt) {
        if (failure.stage() == Stage.UNUSABLE) {
            throw unusable(task, failure.getMessage() == null ? "its answer cannot be read" : failure.getMessage());
        }
        if (attempt >= Math.max(1, task.config().get(AgentOptions.MAX_COMMAND_ATTEMPTS))) {
            throw new FaultException(
                    FaultCode.AGENT_CONNECTION_FAILED,
                    "The agent of node " + task.node().uuid() + " cannot be reached for " + name + " (" + attempt
                            + " tries; " + failure.getMessage()
                            + "). Check that the machine is on and reachable from the conductor.",
                    failure);
        }
        task.pause(java.time.Duration.ofSeconds(1));
    }

    private static FaultException busy(NodeTask task, String why) {
        return new FaultException(
                FaultCode.AGENT_IN_PROGRESS,
                "The agent of node " + task.node().uuid() + " is busy: " + why + ". It calls when it is done.");
    }

    private static FaultException unusable(NodeTask task, String why) {
        return new FaultException(
                FaultCode.INTERNAL,
                "The agent of node " + task.node().uuid() + " cannot be understood: " + Untrusted.text(why)
                        + ". Check that what answers at its URL is an agent.");
    }

    private static Optional<AgentCommand> newest(List<AgentCommand> commands) {
        return commands.isEmpty() ? Optional.empty() : Optional.of(commands.getLast());
    }
}

package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Handler;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Pause;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP side of an agent (contract/agent.md, section 4). */
final class CommandApi implements Handler {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final SimulatedMachine machine;
    private final CommandRunner runner;
    private final @Nullable String token;
    private final Instant startedAt;
    private final boolean openReads;

    CommandApi(
            SimulatedMachine machine,
            CommandRunner runner,
            @Nullable String token,
            Instant startedAt,
            boolean openReads) {
        this.machine = machine;
        this.runner = runner;
        this.token = token;
        this.startedAt = startedAt;
        this.openReads = openReads;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        var path = Arrays.stream(request.path().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        Pause.of(Duration.ofMillis(machine.faults().agentDelayMillis()));
        if (path.isEmpty() || path.equals(List.of("v1"))) {
            return Reply.json(
                    200, Json.object("name", "OpenStack Ironic Python Agent API", "versions", Json.array("v1")));
        }
        if (path.equals(List.of("v1", "status"))) {
            return Reply.json(200, Json.object("started_at", startedAt.toString(), "version", AgentSettings.VERSION));
        }
        if (path.size() < 2 || path.size() > 3 || !path.subList(0, 2).equals(List.of("v1", "commands"))) {
            return fault(404, "There is nothing at " + request.path() + ".");
        }
        if (!allowed(request)) {
            machine.counters().add(Counter.COMMANDS_REFUSED_TOKEN);
            return fault(401, "The agent token is missing or wrong.");
        }
        return switch (request.method() + path.size()) {
            case "GET2" -> Reply.json(200, Json.object("commands", runner.list()));
            case "GET3" -> show(request, path.get(2));
            case "POST2" -> execute(request);
            default -> fault(405, request.method() + " is not possible here.");
        };
    }

    private boolean allowed(Request request) {
        String given = request.query().get("agent_token");
        boolean right = given == null ? openReads && request.method().equals("GET") : given.equals(token);
        return right && !machine.faults().agentRejectsToken();
    }

    private Reply show(Request request, String id) throws InterruptedException {
        var result = runner.find(id);
        if (result == null) {
            return fault(404, "There is no command " + id + ".");
        }
        if (waits(request)) {
            result.await(LONGEST_WAIT);
        }
        return Reply.json(200, result.toJson());
    }

    private Reply execute(Request request) throws InterruptedException {
        JsonNode body;
        try {
            body = request.json();
        } catch (Request.NotJson e) {
            return fault(400, String.valueOf(e.getMessage()));
        }
        if (!body.path("name").isTextual() || !body.path("params").isObject()) {
            return fault(400, "A command needs the text name and the object params.");
        }
        try {
            var result = runner.execute(body.path("name").asText(), body.path("params"));
            if (waits(request)) {
                result.await(LONGEST_WAIT);
            }
            return Reply.json(200, result.toJson());
        } catch (CommandFailed e) {
            return fault(e.code(), e.details());
        }
    }

    private static boolean waits(Request request) {
        return "true".equals(request.query().get("wait"));
    }

    private static Reply fault(int status, String text) {
        return Reply.json(status, Json.object("faultcode", status < 500 ? "Client" : "Server", "faultstring", text));
    }
}

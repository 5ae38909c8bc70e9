package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.net.TestServer;
import dev.fettle.driver.spi.net.TestServer.Reply;
import dev.fettle.driver.spi.net.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An agent behind real HTTP that follows {@code contract/agent.md} section 4. Asynchronous commands run until the test ends them. */
final class TestAgent implements AutoCloseable {
    static final String TOKEN = "Zk3-token-canary-0123456789abcdefghijklmnop";
    private static final Set<String> ASYNC = Set.of(
            "execute_clean_step",
            "execute_deploy_step",
            "execute_service_step",
            "install_bootloader",
            "power_off",
            "run_image");

    private final List<Map<String, Object>> commands = new ArrayList<>();
    private final List<JsonNode> received = new ArrayList<>();
    private final TestServer server = new TestServer(this::answer);
    private String steps = "{\"GenericHardwareManager\": []}";
    private Map<String, Object> version = Map.of("generic_hardware_manager", "1.2");
    private @Nullable Reply nextPost;
    private Map<String, Object> stepResult = Map.of("result", "fine");
    private Runnable whenPoweredOff = () -> {};

    TestServer server() {
        return server;
    }

    /** A fresh ramdisk knows nothing of the one before. */
    synchronized void reboot() {
        commands.clear();
    }

    synchronized void whenPoweredOff(Runnable off) {
        whenPoweredOff = off;
    }

    synchronized void steps(String json) {
        steps = json;
    }

    synchronized void replyToNextPost(int status, String body) {
        nextPost = new Reply(status, body);
    }

    /** Names of all commands received since the test began, in order, boots included. */
    synchronized List<String> received() {
        return received.stream().map(command -> command.path("name").asText()).toList();
    }

    synchronized JsonNode lastReceived() {
        return received.getLast();
    }

    synchronized long count(String name) {
        return received().stream().filter(name::equals).count();
    }

    /** Ends the running command. */
    synchronized void succeed() {
        end("SUCCEEDED", null);
    }

    /** Ends the running step with that result. */
    synchronized void succeed(Map<String, Object> result) {
        stepResult = result;
        end("SUCCEEDED", null);
    }

    synchronized void fail(String message) {
        end("FAILED", Map.of("type", "ImageWriteError", "code", 500, "message", message, "details", message));
    }

    synchronized void mismatch(Map<String, Object> newVersion) {
        version = newVersion;
        end("CLEAN_VERSION_MISMATCH", Map.of("type", "VersionMismatch", "message", "changed"));
    }

    synchronized boolean isRunning() {
        return !commands.isEmpty() && Objects.equals(commands.getLast().get("command_status"), "RUNNING");
    }

    @Override
    public void close() {
        server.close();
    }

    private void end(String status, @Nullable Map<String, Object> error) {
        var last = commands.getLast();
        if (!Objects.equals(last.get("command_status"), "RUNNING")) {
            throw new IllegalStateException("nothing is running");
        }
        last.put("command_status", status);
        last.put("command_error", error);
        if (status.equals("SUCCEEDED")) {
            var name = last.get("command_name").toString();
            last.put(
                    "command_result",
                    name.startsWith("execute_")
                            ? Map.of(
                                    name.replace("execute_", "").replace("_step", "_result"),
                                    stepResult,
                                    name.replace("execute_", ""),
                                    received.getLast().path("params").path("step"))
                            : Map.of("result", name + ": fine"));
        }
    }

    private synchronized Reply answer(String method, String path, Map<String, List<String>> headers, String body) {
        if (!path.startsWith("/v1/commands/?")) {
            return new Reply(404, "{\"faultcode\": \"Client\", \"faultstring\": \"no such path\"}");
        }
        if (Stream.of(path.substring(path.indexOf('?') + 1).split("&")).noneMatch(("agent_token=" + TOKEN)::equals)) {
            return new Reply(401, "{\"faultcode\": \"Client\", \"faultstring\": \"Token invalid.\"}");
        }
        if (method.equals("GET")) {
            return new Reply(200, WireJson.text(Map.of("commands", commands)));
        }
        if (nextPost != null) {
            var reply = nextPost;
            nextPost = null;
            return reply;
        }
        if (isRunning()) {
            return new Reply(
                    409, "{\"faultcode\": \"Client\", \"faultstring\": \"Agent is busy executing a command\"}");
        }
        var request = WireJson.parse(body).orElseThrow();
        received.add(request);
        return new Reply(200, WireJson.text(carryOut(request.path("name").asText())));
    }

    private Map<String, Object> carryOut(String fullName) {
        var name = fullName.substring(fullName.indexOf('.') + 1);
        var command = new LinkedHashMap<String, Object>();
        command.put("id", "command-" + received.size());
        command.put("command_name", name);
        command.put("command_status", ASYNC.contains(name) ? "RUNNING" : "SUCCEEDED");
        command.put("command_error", null);
        command.put("command_result", ASYNC.contains(name) ? null : result(name));
        commands.add(command);
        if (name.equals("power_off")) {
            command.put("command_status", "SUCCEEDED");
            whenPoweredOff.run();
        }
        return command;
    }

    private Object result(String name) {
        return switch (name) {
            case "get_clean_steps", "get_deploy_steps", "get_service_steps" ->
                Map.of(name.substring(4), WireJson.parse(steps).orElseThrow(), "hardware_manager_version", version);
            case "get_partition_uuids" -> Map.of("root uuid", "root-1", "efi system partition uuid", "efi-1");
            default -> Map.of("result", "fine");
        };
    }
}

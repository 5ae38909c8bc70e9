package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.web.Json;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a command has come to so far. Thread-safe. */
final class CommandResult {
    private final String id = UUID.randomUUID().toString();
    private final CountDownLatch done = new CountDownLatch(1);
    private String name;
    private String status = "RUNNING";
    private @Nullable CommandFailed error;
    private @Nullable JsonNode result;

    /** @param name without the extension */
    CommandResult(String name) {
        this.name = name;
    }

    String id() {
        return id;
    }

    synchronized boolean isRunning() {
        return status.equals("RUNNING");
    }

    /** @param textPrefix put before a result that is a text */
    synchronized void succeeded(JsonNode value, String textPrefix) {
        result = value.isTextual() ? Json.object("result", textPrefix + value.asText()) : value;
        status = "SUCCEEDED";
        done.countDown();
    }

    /** @param recordedName the name the real agent lists a failed command under */
    synchronized void failed(CommandFailed why, String recordedName) {
        name = recordedName;
        error = why;
        status = why.isVersionMismatch() ? "CLEAN_VERSION_MISMATCH" : "FAILED";
        done.countDown();
    }

    /** Waits for the end, but not longer than this. */
    void await(Duration atMost) throws InterruptedException {
        var _ = done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized ObjectNode toJson() {
        return Json.object(
                "id", id,
                "command_name", name,
                "command_status", status,
                "command_error", error == null ? null : error.toJson(),
                "command_result", result);
    }
}

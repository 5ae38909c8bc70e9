package dev.fettle.tools.load.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that prepare a measurement: they have to succeed, and take a busy node or server with patience. For one thread. */
public final class Api implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<Integer> BUSY = Set.of(409, 503);

    private final Connection connection;

    public Api(Endpoint endpoint) {
        connection = new Connection(endpoint);
    }

    /** What is to be done with each of many things, on a connection of its own. */
    @FunctionalInterface
    public interface Task<T> {
        void run(Api api, T item) throws InterruptedException;
    }

    /** Does it for every item with that many connections; the first failure ends it. */
    public static <T> void forEach(Endpoint endpoint, List<T> items, int connections, Task<T> task)
            throws InterruptedException {
        var left = new ConcurrentLinkedQueue<>(items);
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    try (var api = new Api(endpoint)) {
                        for (var item = left.poll(); item != null; item = left.poll()) {
                            task.run(api, item);
                        }
                    }
                    return null;
                }));
            }
            for (var each : running) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    left.clear();
                    throw e.getCause() instanceof ApiException known
                            ? known
                            : new ApiException(0, "preparing failed: " + e.getCause());
                }
            }
        }
    }

    public JsonNode get(String path) throws InterruptedException {
        return send(Request.get(path));
    }

    /**
     * Sends; while the answer is 409 or 503, again for up to a minute.
     *
     * @return the body; missing where there is none
     * @throws ApiException for every other answer than 2xx
     */
    public JsonNode send(Request request) throws InterruptedException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = once(request);
            if (answer.ok()) {
                return json(answer);
            }
            if (!BUSY.contains(answer.status()) || System.nanoTime() > giveUp) {
                throw new ApiException(
                        answer.status(),
                        request.method() + " " + request.path() + " answered " + answer.status() + ": "
                                + excerpt(answer));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Sends once and returns whatever the answer is. */
    public Answer once(Request request) {
        try {
            return connection.exchange(request, true);
        } catch (IOException e) {
            throw new ApiException(0, request.method() + " " + request.path() + " was not answered: " + e.getMessage());
        }
    }

    private static JsonNode json(Answer answer) {
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(answer.status(), "the answer is not JSON: " + excerpt(answer));
        }
    }

    /** As JSON text. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    private static String excerpt(Answer answer) {
        var text = answer.body();
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new ApiException(0, "closing a connection failed: " + e.getMessage());
        }
    }
}

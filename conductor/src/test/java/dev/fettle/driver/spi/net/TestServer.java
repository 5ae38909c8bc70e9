package dev.fettle.driver.spi.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real HTTP server on a free port of the loopback address that can be told to misbehave. */
public final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private final Deque<Misbehaviour> misbehaviours = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What the server does instead of its duty. */
    public enum Kind {
        /** Closes the connection without an answer, before doing anything. */
        DROP_BEFORE,
        /** Does its duty, then closes the connection without an answer. */
        DROP_AFTER,
        /** Never answers. */
        HANG,
        /** Answers without end. */
        HUGE,
        /** Sends the head and then only silence. */
        TRICKLE
    }

    private record Misbehaviour(Predicate<String> request, Kind kind) {}

    /** An answer; the body goes out as it is. */
    public record Reply(int status, String body, Map<String, String> headers) {
        public Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    /** What the server is for. */
    public interface Duty {
        Reply answer(String method, String pathAndQuery, Map<String, List<String>> headers, String body);
    }

    public TestServer(Duty duty) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(exchange, duty));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request like this one is not served as it should be. */
    public void misbehaveOnce(String methodAndPathPart, Kind kind) {
        synchronized (misbehaviours) {
            misbehaviours.add(new Misbehaviour(request -> request.contains(methodAndPathPart), kind));
        }
    }

    /** All requests so far, such as {@code GET /redfish/v1/Systems}. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public long count(String methodAndPathPart) {
        return requests().stream()
                .filter(request -> request.contains(methodAndPathPart))
                .count();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange, Duty duty) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        synchronized (requests) {
            requests.add(request);
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var kind = misbehaviour(request);
        if (kind == Kind.DROP_BEFORE) {
            exchange.close();
            return;
        }
        if (kind == Kind.HANG) {
            awaitClose();
            exchange.close();
            return;
        }
        if (kind == Kind.HUGE || kind == Kind.TRICKLE) {
            flood(exchange, kind);
            return;
        }
        var reply = duty.answer(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body);
        if (kind == Kind.DROP_AFTER) {
            exchange.close();
            return;
        }
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void flood(HttpExchange exchange, Kind kind) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            var chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            out.write(chunk, 0, 10);
            out.flush();
            if (kind == Kind.TRICKLE) {
                awaitClose();
                return;
            }
            for (var sent = 0L; sent < (1L << 30); sent += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException e) {
            exchange.close(); // the client hung up, as it should
        }
    }

    private void awaitClose() {
        try {
            if (!closed.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test did not close its server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @org.jspecify.annotations.Nullable Kind misbehaviour(String request) {
        synchronized (misbehaviours) {
            for (var each : misbehaviours) {
                if (each.request().test(request)) {
                    misbehaviours.remove(each);
                    return each.kind();
                }
            }
            return null;
        }
    }
}

package dev.fettle.http;

import dev.fettle.config.Configuration;
import io.vertx.core.MultiMap;
import dev.fettle.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An edge with routes of a test, on a free port. */
final class EdgeTesting implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Lets nobody in. */
    static final Authenticator LOCKED = new Authenticator() {
        @Override
        public Identity authenticate(MultiMap headers) {
            throw HttpProblem.auth(401, "Who is it?");
        }

        @Override
        public boolean blocks() {
            return true;
        }
    };

    private final HttpListener listener;
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpEdge edge;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    EdgeTesting(Authenticator authenticator, List<Route> routes) {
        this(Configuration.defaults(), authenticator, routes, Deadlines.USUAL);
    }

    EdgeTesting(Authenticator authenticator, List<Route> routes, Deadlines deadlines) {
        this(Configuration.defaults(), authenticator, routes, deadlines);
    }

    EdgeTesting(Configuration config, Authenticator authenticator, List<Route> routes) {
        this(config, authenticator, routes, Deadlines.USUAL);
    }

    /** The sizes of bodies are the test's, whatever the configuration says. */
    private EdgeTesting(Configuration config, Authenticator authenticator, List<Route> routes, Deadlines deadlines) {
        var options =
                new EdgeOptions("127.0.0.1", 0, PublicUrl.of(config), Cors.of(config), 25, 64, 256, 256, deadlines);
        listener = new HttpListener(deadlines);
        edge = new HttpEdge(
                listener.vertx(),
                options,
                new RouteTable(routes),
                authenticator,
                Policy.ALLOW_ALL,
                (route, method, status, nanos) -> answered.incrementAndGet(),
                Clock.systemUTC());
        port = listener.listen("127.0.0.1", 0, edge::handle);
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Bytes that the edge holds for requests. */
    long held() {
        return edge.held();
    }

    /** Waits until so many answers were begun. */
    void awaitAnswered(int count) {
        Await.until(count + " answers", PATIENCE, () -> answered.get() >= count);
    }

    void awaitNothingHeld() {
        Await.until("requests hold nothing", PATIENCE, () -> held() == 0);
    }

    /** Sends bytes that no client would; returns the start of the status line, empty when the server closes without one. */
    String raw(String text) {
        try (var socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole answer to such bytes, which must ask for the end of the connection. */
    String rawAnswer(String text) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(headers(request(path), headers).GET());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(headers(request(path), headers).method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder headers(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        client.close();
        listener.close();
        edge.close();
    }
}

package dev.fettle.driver.spi.net;

import dev.fettle.driver.spi.net.HttpFailure.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests to machines. Blocks the calling (virtual) thread until the answer is complete or its limit has passed; never follows a
 * redirect, never retries. Thread-safe; keeps one JDK client for each way of trusting, the most recently used 64.
 */
public final class OutboundHttp {
    private static final int MAX_CLIENTS = 64;
    private static final Executor ON_VIRTUAL_THREADS =
            task -> Thread.ofVirtual().name("outbound-http").start(task);

    private final Map<ClientKey, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientKey, HttpClient> eldest) {
            if (size() > MAX_CLIENTS) {
                eldest.getValue().shutdown(); // what it is doing it still finishes
                return true;
            }
            return false;
        }
    };

    /** @param caStamp when the CA file was last changed, so that a new one is noticed */
    private record ClientKey(TlsTrust tls, long caStamp, Duration connectLimit) {}

    private final Patience patience;

    /** How the end of an exchange is waited for. */
    @FunctionalInterface
    public interface Patience {
        /**
         * Blocks until it ends.
         *
         * @throws TimeoutException when the limit has passed before
         */
        HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange, Duration limit)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    public OutboundHttp() {
        this((exchange, limit) -> exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** With another way to wait, for tests. */
    public OutboundHttp(Patience patience) {
        this.patience = patience;
    }

    /** @throws HttpFailure when no usable answer came */
    public HttpAnswer send(HttpCall call) throws HttpFailure {
        return send(call, _ -> new BoundedBody(call.maxBytes()));
    }

    /**
     * The same, but a body that comes with status 200 is written to a file.
     *
     * @param maxBytes most that is written; the body of any other status keeps to the limit of the call
     * @throws HttpFailure when no usable answer came; the file may hold a part of the body then
     */
    public HttpAnswer download(HttpCall call, FileChannel file, long maxBytes) throws HttpFailure {
        return send(
                call,
                info -> info.statusCode() == 200 ? new FileBody(file, maxBytes) : new BoundedBody(call.maxBytes()));
    }

    private HttpAnswer send(HttpCall call, BodyHandler<byte[]> body) throws HttpFailure {
        var client = client(call);
        var sent = client.sendAsync(request(call), body);
        try {
            return answer(patience.await(sent, call.limit()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw noAnswer(call, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new HttpFailure(Stage.LOST, "interrupted while waiting for the answer", e);
        } catch (ExecutionException e) {
            throw failure(call, e.getCause() == null ? e : e.getCause());
        }
    }

    private static HttpAnswer answer(HttpResponse<byte[]> response) {
        return new HttpAnswer(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private static HttpRequest request(HttpCall call) throws HttpFailure {
        try {
            var body = call.body();
            var request = HttpRequest.newBuilder(call.uri())
                    .timeout(call.limit())
                    .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Accept", "application/json");
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            call.headers().forEach(request::setHeader);
            return request.build();
        } catch (IllegalArgumentException e) { // its text may hold a header's value
            throw new HttpFailure(Stage.UNSENT, "the request has a malformed header or address", null);
        }
    }

    private HttpClient client(HttpCall call) throws HttpFailure {
        var key = new ClientKey(call.tls(), caStamp(call.tls()), call.connectLimit());
        synchronized (clients) {
            var known = clients.get(key);
            if (known != null) {
                return known;
            }
            var made = newClient(key);
            clients.put(key, made);
            return made;
        }
    }

    private static HttpClient newClient(ClientKey key) throws HttpFailure {
        try {
            var context = TlsContexts.context(key.tls());
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(key.connectLimit())
                    .executor(ON_VIRTUAL_THREADS)
                    .sslContext(context)
                    .sslParameters(TlsContexts.parameters(key.tls(), context))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new HttpFailure(Stage.UNSENT, "TLS cannot be set up: " + Untrusted.text(e.getMessage()), e);
        }
    }

    private static long caStamp(TlsTrust tls) {
        try {
            return tls.caFile().isEmpty()
                    ? 0
                    : Files.getLastModifiedTime(Path.of(tls.caFile().get())).toMillis();
        } catch (IOException | java.nio.file.InvalidPathException _) {
            return -1; // making the client says what is wrong with the file
        }
    }

    private static HttpFailure noAnswer(HttpCall call, Throwable cause) {
        return new HttpFailure(
                Stage.LOST, "no complete answer within " + call.limit().toSeconds() + " s", cause);
    }

    private static HttpFailure failure(HttpCall call, Throwable cause) {
        if (cause instanceof HttpTimeoutException && !neverLeft(cause)) {
            return noAnswer(call, cause); // the client's own clock was the first
        }
        if (cause instanceof BoundedBody.TooLarge) {
            return new HttpFailure(Stage.UNUSABLE, Untrusted.text(cause.getMessage()), cause);
        }
        var stage = neverLeft(cause) ? Stage.UNSENT : Stage.LOST;
        return new HttpFailure(stage, describe(cause), cause);
    }

    private static boolean neverLeft(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause instanceof UnresolvedAddressException;
    }

    private static String describe(Throwable cause) {
        var text = cause.getMessage();
        return cause.getClass().getSimpleName() + (text == null || text.isBlank() ? "" : ": " + Untrusted.text(text));
    }
}

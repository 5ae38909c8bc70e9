package dev.fettle.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes in a request body, up to a size and for a time. Runs on the event loop of the request. */
final class BodyReader {
    /** Longest time that a body may take to arrive. */
    private static final long DEADLINE_MILLIS = 60_000;

    private final Vertx vertx;
    private final HttpServerRequest http;
    private final long limit;
    private final Consumer<byte @Nullable []> whole;
    private final Consumer<HttpProblem> refused;
    private Buffer buffer = Buffer.buffer();
    private long timer = -1;
    private boolean done;

    private BodyReader(
            Vertx vertx,
            HttpServerRequest http,
            long limit,
            Consumer<byte @Nullable []> whole,
            Consumer<HttpProblem> refused) {
        this.vertx = vertx;
        this.http = http;
        this.limit = limit;
        this.whole = whole;
        this.refused = refused;
    }

    static void read(
            Vertx vertx,
            HttpServerRequest http,
            long limit,
            Consumer<byte @Nullable []> whole,
            Consumer<HttpProblem> refused) {
        if (!hasBody(http)) {
            whole.accept(null);
            return;
        }
        new BodyReader(vertx, http, limit, whole, refused).start();
    }

    static boolean hasBody(HttpServerRequest http) {
        var length = http.getHeader("Content-Length");
        return length != null && !length.equals("0") || http.headers().contains("Transfer-Encoding");
    }

    private void start() {
        if (announced() > limit) {
            refuse(tooLarge());
            return;
        }
        timer = vertx.setTimer(DEADLINE_MILLIS, _ -> refuse(HttpProblem.flat(408, "The body did not arrive in time.")));
        http.exceptionHandler(_ -> stop());
        http.handler(this::more);
        http.endHandler(_ -> {
            if (stop()) {
                whole.accept(buffer.getBytes());
            }
        });
    }

    private void more(Buffer chunk) {
        if (done) {
            return;
        }
        buffer.appendBuffer(chunk);
        if (buffer.length() > limit) {
            refuse(tooLarge());
        }
    }

    private void refuse(HttpProblem problem) {
        if (stop()) {
            buffer = Buffer.buffer();
            refused.accept(problem);
        }
    }

    /** Whether this call ended the reading. */
    private boolean stop() {
        if (done) {
            return false;
        }
        done = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return true;
    }

    private long announced() {
        var length = http.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private HttpProblem tooLarge() {
        return HttpProblem.flat(413, "The body is larger than " + (limit >> 10) + " KiB.");
    }
}

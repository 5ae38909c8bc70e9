package dev.fettle.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes in a request body, up to a size and for a time. Runs on the event loop of the request. */
final class BodyReader {
    private final Vertx vertx;
    private final HttpServerRequest http;
    private final long limit;
    private final RequestMemory.Share memory;
    private final Receiver receiver;
    private @Nullable Buffer buffer = Buffer.buffer();
    private long timer = -1;

    private BodyReader(
            Vertx vertx, HttpServerRequest http, long limit, RequestMemory.Share memory, Receiver receiver) {
        this.vertx = vertx;
        this.http = http;
        this.limit = limit;
        this.memory = memory;
        this.receiver = receiver;
    }

    /** What comes of it; exactly one of these is called. */
    interface Receiver {
        /** Null when there was no body. */
        void whole(byte @Nullable [] body);

        void refused(HttpProblem problem);

        /** The client left in the middle. */
        void abandoned();
    }

    /** @param memory of the request; the body is added to it */
    static void read(
            Vertx vertx,
            HttpServerRequest http,
            long limit,
            Duration patience,
            RequestMemory.Share memory,
            Receiver receiver) {
        if (!hasBody(http)) {
            receiver.whole(null);
            return;
        }
        new BodyReader(vertx, http, limit, memory, receiver).start(patience);
    }

    static boolean hasBody(HttpServerRequest http) {
        var length = http.getHeader("Content-Length");
        return length != null && !length.equals("0") || http.headers().contains("Transfer-Encoding");
    }

    private void start(Duration patience) {
        var announced = announced();
        if (announced > limit) {
            refuse(tooLarge());
            return;
        }
        if (!taken(announced)) {
            return;
        }
        timer = vertx.setTimer(
                patience.toMillis(), _ -> refuse(HttpProblem.flat(408, "The body did not arrive in time.")));
        http.exceptionHandler(_ -> {
            if (stop() != null) {
                receiver.abandoned();
            }
        });
        http.handler(chunk -> more(chunk, announced));
        http.endHandler(_ -> {
            var read = stop();
            if (read != null) {
                receiver.whole(read.getBytes());
            }
        });
    }

    private void more(Buffer chunk, long announced) {
        var read = buffer;
        if (read == null) {
            return;
        }
        var length = (long) read.length() + chunk.length();
        if (length > limit) {
            refuse(tooLarge());
        } else if (length <= announced || taken(chunk.length())) {
            read.appendBuffer(chunk);
        }
    }

    /** Whether there is memory for so many bytes of the body; otherwise it is refused. */
    private boolean taken(long bytes) {
        try {
            memory.take(bytes * RequestMemory.PER_BODY_BYTE);
            return true;
        } catch (HttpProblem problem) {
            refuse(problem);
            return false;
        }
    }

    private void refuse(HttpProblem problem) {
        if (stop() != null) {
            receiver.refused(problem);
        }
    }

    /** Ends the reading: what was read, for the one call that ended it. */
    private @Nullable Buffer stop() {
        var read = buffer;
        buffer = null;
        if (read != null && timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return read;
    }

    private long announced() {
        var length = http.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private HttpProblem tooLarge() {
        return HttpProblem.flat(413, "The body is larger than " + (limit >> 10) + " KiB.");
    }
}

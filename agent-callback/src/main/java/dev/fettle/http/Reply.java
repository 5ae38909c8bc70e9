package dev.fettle.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one adapter between event loops and blocking work: each piece of work gets a virtual thread of its own, its answer is written on
 * the event loop that the request came on. Vert.x's own virtual-thread verticles would run requests of one connection's context one after
 * another.
 */
final class Reply implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    /** More requests than that at once are refused: memory is the limit, not threads. */
    private static final int MAX_IN_FLIGHT = 4096;

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    /**
     * Runs the work aside and hands its result to the event loop.
     *
     * @param work must not throw: it renders its failures itself
     */
    <T> void aside(Context context, Supplier<T> work, Consumer<T> then) {
        workers.execute(() -> {
            var result = work.get();
            context.runOnContext(_ -> then.accept(result));
        });
    }

    /** Whether one more request may be worked on; {@link #leave} must follow when so. */
    boolean enter() {
        return inFlight.tryAcquire();
    }

    void leave() {
        inFlight.release();
    }

    /** Writes the answer. Large bodies go out in pieces, each when the client has taken the ones before. */
    static void send(HttpServerRequest http, Answer answer) {
        var response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        var headers = response.headers();
        for (var header : answer.headers()) {
            headers.set(header.getKey(), header.getValue());
        }
        var body = answer.content();
        if (body == null) {
            if (answer.status() != 204) {
                headers.set("Content-Length", "0");
            }
            response.end();
            return;
        }
        headers.set("Content-Type", answer.contentType());
        headers.set("Content-Length", Integer.toString(body.length()));
        if (HttpMethod.HEAD.equals(http.method())) {
            response.end();
        } else {
            pieces(response, body.pieces(), 0);
        }
    }

    /**
     * Writes an answer that has no known end.
     *
     * @param whenDone on the event loop, once it ended
     */
    void stream(Context context, HttpServerRequest http, Answer answer, AnswerStream stream, Runnable whenDone) {
        var response = http.response();
        response.setStatusCode(answer.status());
        response.setChunked(true);
        response.headers().set("Content-Type", answer.contentType());
        answer.headers().forEach(header -> response.headers().set(header.getKey(), header.getValue()));
        var sink = new ResponseSink(context, response);
        workers.execute(() -> {
            try {
                stream.writeTo(sink);
            } catch (AnswerStream.ClientGoneException _) {
                // the usual end of a stream
            } catch (RuntimeException e) {
                LOG.warn("a stream of events ended early", e);
            } finally {
                context.runOnContext(_ -> {
                    if (!response.ended() && !response.closed()) {
                        response.end();
                    }
                    whenDone.run();
                });
            }
        });
    }

    private static void pieces(HttpServerResponse response, List<Buffer> pieces, int from) {
        for (var next = from; next < pieces.size() - 1; next++) {
            if (response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                var rest = next;
                response.drainHandler(_ -> pieces(response, pieces, rest));
                return;
            }
            response.write(pieces.get(next));
        }
        response.drainHandler(null);
        if (pieces.isEmpty()) {
            response.end();
        } else {
            response.end(pieces.getLast());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}

package dev.fettle.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
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

    @Override
    public void close() {
        workers.shutdownNow();
    }
}

package dev.fettle.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The body of one response, written from a virtual thread. */
final class ResponseSink implements AnswerStream.Sink {
    /** A client that takes nothing for that long is given up. */
    private static final long PATIENCE_SECONDS = 30;

    private final Context context;
    private final HttpServerResponse response;
    private final CountDownLatch gone = new CountDownLatch(1);

    ResponseSink(Context context, HttpServerResponse response) {
        this.context = context;
        this.response = response;
        response.closeHandler(_ -> gone.countDown());
        response.exceptionHandler(_ -> gone.countDown());
    }

    @Override
    public void write(String piece) {
        var written = new CompletableFuture<Void>();
        context.runOnContext(_ -> {
            if (response.closed() || response.ended()) {
                written.completeExceptionally(new AnswerStream.ClientGoneException());
                return;
            }
            response.write(Buffer.buffer(piece)).onComplete(result -> {
                if (result.succeeded()) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(result.cause());
                }
            });
        });
        try {
            written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            throw new AnswerStream.ClientGoneException(); // whatever the reason, this client gets nothing more
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AnswerStream.ClientGoneException();
        }
    }

    @Override
    public void pause(long millis) {
        try {
            if (gone.await(millis, TimeUnit.MILLISECONDS)) {
                throw new AnswerStream.ClientGoneException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AnswerStream.ClientGoneException();
        }
    }
}

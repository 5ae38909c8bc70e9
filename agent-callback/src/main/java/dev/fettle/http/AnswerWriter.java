package dev.fettle.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/**
 * Writes one answer of known length, large ones piece by piece, each when the client has taken the ones before. A client that takes too long is
 * given up. On the event loop of the request.
 */
final class AnswerWriter {
    private final Vertx vertx;
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final Runnable whenGone;
    private long timer = -1;
    private boolean done;

    private AnswerWriter(Vertx vertx, HttpServerRequest http, Runnable whenGone) {
        this.vertx = vertx;
        this.http = http;
        this.response = http.response();
        this.whenGone = whenGone;
    }

    /** @param whenGone runs once nothing of the answer is held here any more, sent or not */
    static void write(Vertx vertx, HttpServerRequest http, Answer answer, Duration patience, Runnable whenGone) {
        new AnswerWriter(vertx, http, whenGone).write(answer, patience);
    }

    private void write(Answer answer, Duration patience) {
        if (response.ended() || response.closed()) {
            gone();
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
            response.end().onComplete(_ -> gone());
            return;
        }
        headers.set("Content-Type", answer.contentType());
        headers.set("Content-Length", Integer.toString(body.length()));
        if (HttpMethod.HEAD.equals(http.method())) {
            response.end().onComplete(_ -> gone());
        } else if (body.pieces().size() == 1) {
            response.end(body.pieces().getFirst()).onComplete(_ -> gone());
        } else {
            timer = vertx.setTimer(patience.toMillis(), _ -> giveUp());
            response.closeHandler(_ -> gone());
            pieces(body.pieces(), 0);
        }
    }

    private void pieces(List<Buffer> pieces, int from) {
        for (var next = from; next < pieces.size(); next++) {
            if (done || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                var rest = next;
                response.drainHandler(_ -> pieces(pieces, rest));
                return;
            }
            response.write(pieces.get(next));
        }
        response.drainHandler(null);
        response.end().onComplete(_ -> gone());
    }

    /** What was handed to the connection already is dropped when that runs into its write timeout. */
    private void giveUp() {
        response.drainHandler(null);
        http.connection().close();
        gone();
    }

    private void gone() {
        if (done) {
            return;
        }
        done = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        whenGone.run();
    }
}

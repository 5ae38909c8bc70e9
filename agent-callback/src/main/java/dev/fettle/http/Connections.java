package dev.fettle.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The open connections of one event loop: not more than so many, and none that brings no request for a time, whether it is silent or sends
 * its headers drop by drop. For the thread of that event loop.
 */
final class Connections {
    private static final long AT_WORK = Long.MAX_VALUE;

    private final int most;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Map<HttpConnection, Long> waitingSince = new HashMap<>();

    /** @param nanoTime as of {@link System#nanoTime} */
    Connections(int most, Duration patience, LongSupplier nanoTime) {
        this.most = most;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Looks for connections that wait too long, from now on until the context of the caller ends. */
    void watch(Vertx vertx) {
        vertx.setPeriodic(Math.max(1, patienceNanos / 1_000_000 / 6), _ -> closeSilent());
    }

    /** Takes one in, or closes it. */
    void opened(HttpConnection connection) {
        if (waitingSince.size() >= most) {
            connection.close();
            return;
        }
        waitingSince.put(connection, nanoTime.getAsLong());
        connection.closeHandler(_ -> waitingSince.remove(connection));
    }

    /** A request has come, with all its headers. */
    void asked(HttpServerRequest http) {
        var connection = http.connection();
        waitingSince.replace(connection, AT_WORK);
        http.response().endHandler(_ -> waitingSince.replace(connection, nanoTime.getAsLong()));
    }

    int open() {
        return waitingSince.size();
    }

    void closeSilent() {
        var now = nanoTime.getAsLong();
        var silent = waitingSince.entrySet().stream()
                .filter(entry -> entry.getValue() != AT_WORK && now - entry.getValue() > patienceNanos)
                .map(Map.Entry::getKey)
                .toList();
        silent.forEach(HttpConnection::close);
    }
}

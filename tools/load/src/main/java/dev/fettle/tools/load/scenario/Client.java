package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Connection;
import dev.fettle.tools.load.http.Endpoint;
import dev.fettle.tools.load.result.Latencies;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;

/** One client: asks, waits for the answer, asks again. For one thread at a time. */
final class Client implements AutoCloseable {
    private static final long AFTER_FAILURE_MILLIS = 20; // a dead server must not be hammered

    private final int number;
    private final Connection connection;
    private int index;
    private Latencies latencies = new Latencies();
    private Map<String, Long> statuses = new TreeMap<>();

    Client(int number, Endpoint endpoint) {
        this.number = number;
        connection = new Connection(endpoint);
    }

    /** Asks until the time is over, at least {@code atLeast} and at most {@code atMost} times. */
    void ask(Traffic traffic, long deadlineNanos, int atLeast, int atMost) throws InterruptedException {
        latencies = new Latencies();
        statuses = new TreeMap<>();
        for (var count = 0; count < atMost && (count < atLeast || System.nanoTime() < deadlineNanos); count++) {
            var request = traffic.next(number, index++);
            var start = System.nanoTime();
            try {
                var answer = connection.exchange(request, false);
                if (answer.ok()) {
                    latencies.add(System.nanoTime() - start);
                }
                statuses.merge(Integer.toString(answer.status()), 1L, Long::sum);
            } catch (IOException e) {
                statuses.merge(kind(e), 1L, Long::sum);
                Thread.sleep(AFTER_FAILURE_MILLIS);
            }
        }
    }

    Latencies latencies() {
        return latencies;
    }

    Map<String, Long> statuses() {
        return statuses;
    }

    private static String kind(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> "timeout";
            case ConnectException _ -> "refused";
            default -> "closed";
        };
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

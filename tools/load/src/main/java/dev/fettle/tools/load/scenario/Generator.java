package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fixed number of clients, each with a connection of its own. Platform threads: a few dozen that mostly wait in {@code read} cost fewer
 * system calls than virtual ones, and the generator shares the machine with what it measures.
 */
final class Generator implements AutoCloseable {
    private final Bench bench;
    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads;

    Generator(Bench bench, int clients) {
        this.bench = bench;
        for (var i = 0; i < clients; i++) {
            this.clients.add(new Client(i, bench.endpoint()));
        }
        threads = Executors.newFixedThreadPool(clients);
    }

    /** Every client asks for that long, but no less and no more often than said. The last answers are waited for and counted. */
    Window load(Traffic traffic, Duration length, int atLeast, int atMost) throws InterruptedException {
        var before = bench.machine().snapshot();
        var deadline = System.nanoTime() + length.toNanos();
        var work = clients.stream()
                .map(client -> (Callable<Void>) () -> {
                    client.ask(traffic, deadline, atLeast, atMost);
                    return null;
                })
                .toList();
        for (var done : threads.invokeAll(work)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a client of the load generator failed", e.getCause());
            }
        }
        return result(Usage.between(before, bench.machine().snapshot()));
    }

    private Window result(Usage usage) {
        var latencies = Latencies.merge(clients.stream().map(Client::latencies).toList());
        var statuses = new TreeMap<String, Long>();
        clients.forEach(
                client -> client.statuses().forEach((status, count) -> statuses.merge(status, count, Long::sum)));
        return new Window(latencies.size(), latencies.summary(), statuses, usage);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (var client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing a connection failed", e);
        }
    }
}

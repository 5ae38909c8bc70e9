package dev.fettle.tools.load.echo;

import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.driver.GetDriverProperties;
import dev.fettle.tools.load.result.Latencies;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.connect.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers that ask the echo server, on one transport, as the threads of a gateway do. */
public final class EchoCallers implements AutoCloseable {
    private static final String TEXT = "x".repeat(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RpcTransport transport;

    public EchoCallers(String url) {
        transport = Transports.open(EchoServer.configuration(url));
    }

    /** What came of a stretch of calls: how long those took that were answered, and how many failed in which way. */
    public record Calls(Latencies answered, Map<String, Long> failed) {}

    /** So many callers ask for so long, each waiting for its answer before it asks again. */
    public Calls call(int callers, Duration length) throws InterruptedException {
        var until = System.nanoTime() + length.toNanos();
        var running = new ArrayList<Future<Calls>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < callers; i++) {
                running.add(threads.submit(() -> one(until)));
            }
        }
        var latencies = new ArrayList<Latencies>();
        var failed = new TreeMap<String, Long>();
        for (var each : running) {
            var calls = result(each);
            latencies.add(calls.answered());
            calls.failed().forEach((code, count) -> failed.merge(code, count, Long::sum));
        }
        return new Calls(Latencies.merge(latencies), failed);
    }

    private Calls one(long until) {
        var latencies = new Latencies();
        var failed = new TreeMap<String, Long>();
        var target = RpcTarget.host(EchoServer.HOST);
        var context = CallContext.internal("req-load");
        while (System.nanoTime() < until) {
            var start = System.nanoTime();
            try {
                var answer = transport.call(target, new GetDriverProperties(TEXT), context, TIMEOUT);
                if (answer == null || !TEXT.equals(answer.get("data"))) {
                    throw new IllegalStateException("the echo differs from what was called: " + answer);
                }
                latencies.add(System.nanoTime() - start);
            } catch (FaultException e) {
                failed.merge(e.code().name(), 1L, Long::sum);
            }
        }
        return new Calls(latencies, failed);
    }

    private static Calls result(Future<Calls> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an RPC caller failed", e.getCause());
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}

package dev.fettle.transport.rabbit;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.driver.GetDriverProperties;
import dev.fettle.testing.RabbitServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.oslo.RpcPin;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Echo round trips through RabbitMQ; not a test. Arguments: callers, seconds, broker URL (else an own broker). */
public final class EchoBench {
    private static final String TEXT = "x".repeat(100);

    private EchoBench() {}

    public static void main(String[] arguments) throws Exception {
        var callers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 32;
        var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        var broker = arguments.length > 2 ? null : RabbitServer.own();
        var url = broker != null ? broker.url() : arguments[2];
        var configuration = Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, url);
        try (var server = new RabbitTransport(configuration, RpcPin.none());
                var client = new RabbitTransport(configuration, RpcPin.none())) {
            server.serve(
                    "bench",
                    new RpcHandlers()
                            .on(GetDriverProperties.class, (request, _) -> Map.of("data", request.driverName())));
            for (var round = 0; round < 4; round++) {
                run(client, callers, seconds, round == 0 ? "warm-up" : "measured");
            }
        } finally {
            if (broker != null) {
                broker.close();
            }
        }
    }

    private static void run(RpcTransport client, int callers, int seconds, String name) throws Exception {
        var until = System.nanoTime() + seconds * 1_000_000_000L;
        var times = new long[4_000_000];
        var count = new AtomicInteger();
        var cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < callers; i++) {
                var _ = threads.submit(() -> {
                    while (System.nanoTime() < until) {
                        var start = System.nanoTime();
                        client.call(
                                RpcTarget.host("bench"),
                                new GetDriverProperties(TEXT),
                                CallContext.internal("req-bench"),
                                Duration.ofSeconds(10));
                        times[count.getAndIncrement()] = System.nanoTime() - start;
                    }
                    return null;
                });
            }
        }
        var took = (System.nanoTime() - begun) / 1e9;
        var used = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .minus(cpu);
        var n = count.get();
        Arrays.sort(times, 0, n);
        System.out.printf(
                "%s: %d callers %.0f req/s, p50 %.2f ms, p99 %.2f ms, %.0f us CPU each (client and server)%n",
                name, callers, n / took, times[n / 2] / 1e6, times[n * 99 / 100] / 1e6, used.toNanos() / 1000.0 / n);
    }
}

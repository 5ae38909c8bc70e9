package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Request;
import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Latencies;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Many clients add different keys to {@code extra} of one node at once; what was answered with 200 has to be there afterwards. */
record PatchOneNode() implements Scenario {
    private static final int CLIENTS = 32;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "patch-one-node";
    }

    @Override
    public String title() {
        return "PATCH different keys of one node at once: acknowledged writes that are lost";
    }

    @Override
    public void measure(Bench bench) throws InterruptedException {
        var node = "/v1/nodes/" + bench.nodes().fresh("load-one", 1, Map.of()).getFirst();
        for (var i = 0; i < bench.settings().runs(); i++) {
            bench.report(run(bench, node, i));
        }
        try (var api = bench.api()) {
            api.send(new Request("DELETE", node, null));
        }
    }

    private Run run(Bench bench, String node, int number) throws InterruptedException {
        var tally = new Tally();
        var lost = 0;
        var before = bench.machine().snapshot();
        for (var round = 0; round < ROUNDS; round++) {
            lost += round(bench, node, "r" + number + "x" + round + "c", tally);
        }
        var usage = Usage.between(before, bench.machine().snapshot());
        var window = new Window(tally.latencies.size(), tally.latencies.summary(), tally.statuses, usage);
        return bench.run(
                name(),
                CLIENTS,
                new Figure(Unit.LOST_WRITES, lost),
                window,
                Map.of("acknowledged", tally.latencies.size(), "sent", CLIENTS * ROUNDS));
    }

    /** How many of the acknowledged writes are not there. */
    private static int round(Bench bench, String node, String prefix, Tally tally) throws InterruptedException {
        var clients = IntStream.range(0, CLIENTS).boxed().toList();
        var acknowledged = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        Api.forEach(bench.endpoint(), clients, CLIENTS, (api, client) -> {
            var key = prefix + client;
            var patch = List.of(Map.of("op", "add", "path", "/extra/" + key, "value", client));
            var start = System.nanoTime();
            var answer = api.once(Request.of("PATCH", node, Api.write(patch)));
            tally.count(answer.status(), System.nanoTime() - start);
            if (answer.ok()) {
                acknowledged.add(key);
            }
        });
        try (var api = bench.api()) {
            var extra = api.get(node).path("extra");
            return (int) acknowledged.stream().filter(key -> !extra.has(key)).count();
        }
    }

    /** What all clients saw. */
    private static final class Tally {
        private final Latencies latencies = new Latencies();
        private final Map<String, Long> statuses = new TreeMap<>();

        synchronized void count(int status, long nanos) {
            statuses.merge(Integer.toString(status), 1L, Long::sum);
            if (status >= 200 && status < 300) {
                latencies.add(nanos);
            }
        }
    }
}

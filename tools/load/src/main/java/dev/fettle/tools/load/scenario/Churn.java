package dev.fettle.tools.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Request;
import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Latencies;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Takes many nodes from {@code enroll} to {@code active} and back to {@code available}, each as soon as it is ready for its next step. */
record Churn() implements Scenario {
    private static final int CALLERS = 16;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PER_NODE = Duration.ofSeconds(3);
    private static final Duration AT_LEAST = Duration.ofMinutes(3);

    /** The state a node has to be in, and what is asked then. The last one asks for nothing: the node is done. */
    private record Stage(String state, String verb) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("enroll", "manage"),
            new Stage("manageable", "provide"),
            new Stage("available", "active"),
            new Stage("active", "deleted"),
            new Stage("available", ""));

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String title() {
        return "fake-hardware: enroll, manage, provide, deploy, take back (with automated cleaning)";
    }

    @Override
    public void measure(Bench bench) throws InterruptedException {
        for (var i = 0; i < bench.settings().runs(); i++) {
            var group = "load-churn-" + UUID.randomUUID().toString().substring(0, 8);
            bench.nodes().fresh(group, bench.settings().churnNodes(), Map.of());
            var cycle = new Cycle(bench, group);
            bench.report(cycle.run());
            cycle.removeNodes();
        }
    }

    /** One run over one group of nodes. */
    private static final class Cycle {
        private final Bench bench;
        private final String group;
        private final Map<String, Integer> stages = new HashMap<>();
        private final Map<String, String> failures = new TreeMap<>();
        private final Map<String, Long> statuses = new TreeMap<>();
        private final Latencies latencies = new Latencies();

        Cycle(Bench bench, String group) {
            this.bench = bench;
            this.group = group;
        }

        Run run() throws InterruptedException {
            var nodes = bench.settings().churnNodes();
            var limit = PER_NODE.multipliedBy(nodes);
            var before = bench.machine().snapshot();
            var start = System.nanoTime();
            var giveUp = start + (limit.compareTo(AT_LEAST) > 0 ? limit : AT_LEAST).toNanos();
            try (var api = bench.api()) {
                while (latencies.size() + failures.size() < nodes && System.nanoTime() < giveUp) {
                    ask(ready(api, start));
                    Thread.sleep(POLL);
                }
            }
            var usage = Usage.between(before, bench.machine().snapshot());
            var done = latencies.size();
            var notes = new TreeMap<String, Object>(Map.of("nodes", nodes, "done", done, "failed", failures.size()));
            failures.values().stream().findFirst().ifPresent(reason -> notes.put("first failure", reason));
            return bench.run(
                    "churn",
                    CALLERS,
                    new Figure(Unit.NODES_PER_MINUTE, 60 * done / usage.seconds()),
                    new Window(done, latencies.summary(), counted(done, nodes), usage),
                    notes);
        }

        /** Errors are nodes that did not make it; refused requests are counted by status beside them. */
        private Map<String, Long> counted(long done, long nodes) {
            statuses.put("done", done);
            if (nodes > done) {
                statuses.put("not done", nodes - done);
            }
            return statuses;
        }

        private List<String> ready(Api api, long start) throws InterruptedException {
            var ready = new ArrayList<String>();
            for (var node : bench.nodes().list(api, group, "uuid,provision_state,reservation,last_error")) {
                var id = node.path("uuid").asText();
                var state = node.path("provision_state").asText();
                var stage = stages.getOrDefault(id, 0);
                if (stage == STAGES.size() || failures.containsKey(id)) {
                    continue;
                }
                if (state.endsWith("failed") || state.equals("error")) {
                    failures.put(id, state + ": " + node.path("last_error").asText());
                } else if (state.equals(STAGES.get(stage).state()) && free(node)) {
                    if (stage == STAGES.size() - 1) {
                        stages.put(id, STAGES.size());
                        latencies.add(System.nanoTime() - start);
                    } else {
                        ready.add(id);
                    }
                }
            }
            return ready;
        }

        private static boolean free(JsonNode node) {
            return node.path("reservation").isNull() || node.path("reservation").isMissingNode();
        }

        private void ask(List<String> ready) throws InterruptedException {
            Api.forEach(bench.endpoint(), ready, CALLERS, (api, id) -> {
                var verb = STAGES.get(stage(id)).verb();
                var answer = api.once(
                        Request.of("PUT", "/v1/nodes/" + id + "/states/provision", Api.write(Map.of("target", verb))));
                answered(id, answer.status());
            });
        }

        private synchronized int stage(String id) {
            return stages.getOrDefault(id, 0);
        }

        private synchronized void answered(String id, int status) {
            if (status == 202) {
                stages.merge(id, 1, (old, _) -> old + 1);
            } else {
                statuses.merge(Integer.toString(status), 1L, Long::sum);
            }
        }

        /** So that later lists are not longer for it. */
        void removeNodes() throws InterruptedException {
            var left = new ArrayList<String>();
            try (var api = bench.api()) {
                bench.nodes()
                        .list(api, group, "uuid")
                        .forEach(node -> left.add(node.path("uuid").asText()));
            }
            Api.forEach(
                    bench.endpoint(),
                    left,
                    Bench.PREPARING,
                    (api, id) -> api.once(new Request("DELETE", "/v1/nodes/" + id, null)));
        }
    }
}

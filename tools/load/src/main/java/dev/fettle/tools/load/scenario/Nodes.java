package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Request;
import dev.fettle.tools.load.result.Unit;
import java.util.List;
import java.util.Map;

/** Reading and changing nodes. */
final class Nodes {
    private static final int POOL = 320;
    private static final int SPREAD = 31; // prime, so that clients do not walk in step
    private static final int NEW_NODES = 2000; // in a run; they stay behind

    private Nodes() {}

    static List<Scenario> scenarios() {
        return List.of(
                RateScenario.rate("get-node", "GET one node", List.of(32), (bench, _) -> {
                    var ids = bench.nodes().atLeast(POOL);
                    return (client, index) -> Request.get("/v1/nodes/" + any(ids, client, index));
                }),
                RateScenario.rate("patch-node", "PATCH extra of different nodes", List.of(32), (bench, clients) -> {
                    var ids = bench.nodes().atLeast(Math.max(POOL, clients));
                    return (client, index) -> Request.of(
                            "PATCH",
                            "/v1/nodes/" + own(ids, client, index, clients),
                            "[{\"op\":\"add\",\"path\":\"/extra/load\",\"value\":\"" + client + "-" + index + "\"}]");
                }),
                RateScenario.rate("validate", "GET validate: a read through RPC", List.of(32), (bench, _) -> {
                    var ids = bench.nodes().atLeast(POOL);
                    return (client, index) -> Request.get("/v1/nodes/" + any(ids, client, index) + "/validate");
                }),
                RateScenario.rate("power", "PUT power state of different nodes", List.of(32), (bench, clients) -> {
                    var ids = bench.nodes().atLeast(Math.max(POOL, clients));
                    var round = ids.size() / clients;
                    return (client, index) -> Request.of(
                            "PUT",
                            "/v1/nodes/" + own(ids, client, index, clients) + "/states/power",
                            index / round % 2 == 0 ? "{\"target\":\"power on\"}" : "{\"target\":\"power off\"}");
                }),
                RateScenario.rate(
                                "create-node",
                                "POST a node",
                                List.of(32),
                                (_, _) -> (_, _) -> NodePool.newNode(NodePool.POOL, Map.of()))
                        .atMost(NEW_NODES));
    }

    static List<Scenario> lists() {
        return List.of(
                list("list-1000", "GET a page of 1,000 nodes", "/v1/nodes?limit=1000"),
                list("list-1000-detail", "GET a page of 1,000 nodes with all fields", "/v1/nodes/detail?limit=1000"));
    }

    private static Scenario list(String name, String title, String path) {
        return new RateScenario(name, title, List.of(1, 8), Unit.MILLISECONDS, Integer.MAX_VALUE, (bench, _) -> {
            bench.nodes().fill(bench.settings().listNodes());
            return (_, _) -> Request.get(path);
        });
    }

    /** Any of them, so that a cache of a few does not help. */
    static String any(List<String> ids, int client, int index) {
        return ids.get(Math.floorMod(client * 7919 + index * SPREAD, ids.size()));
    }

    /** Of those that no other client touches, one after the other. */
    static String own(List<String> ids, int client, int index, int clients) {
        return ids.get(client + clients * (index % (ids.size() / clients)));
    }
}

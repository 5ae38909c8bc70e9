package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.ApiException;
import dev.fettle.tools.load.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nodes in {@code wait call-back} and maintenance: their heartbeats are recorded and nothing else happens, so the load can go on for ever.
 * They are made through the API: a fake node whose deploy interface works through an agent waits for that agent, which never comes.
 */
final class WaitingNodes {
    private static final int COUNT = 128;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(300);

    /** What a deploy through an agent can be asked for, the one that needs least first. */
    private static final List<Map<String, Object>> KINDS = List.of(
            Map.of("deploy_interface", "custom-agent", "automated_clean", false),
            Map.of(
                    "deploy_interface",
                    "direct",
                    "automated_clean",
                    false,
                    "instance_info",
                    Map.of(
                            "image_source", "http://127.0.0.1:9/load.raw",
                            "image_checksum", "0".repeat(64),
                            "image_os_hash_algo", "sha256",
                            "image_os_hash_value", "0".repeat(64),
                            "image_disk_format", "raw")));

    /** A node and the token its agent was given. */
    record Waiting(String node, String token) {}

    private final Bench bench;

    WaitingNodes(Bench bench) {
        this.bench = bench;
    }

    /** @throws NotApplicable when the server lets no fake node wait for an agent */
    List<Waiting> make() throws InterruptedException {
        var group = "load-waiting-" + java.util.UUID.randomUUID().toString().substring(0, 8);
        var ids = create(group);
        move(ids, group, "manage", "manageable");
        move(ids, group, "provide", "available");
        move(ids, group, "active", "wait call-back");
        each(
                ids,
                (api, id) -> api.send(Request.of("PUT", "/v1/nodes/" + id + "/maintenance", "{\"reason\":\"load\"}")));
        var waiting = java.util.Collections.synchronizedList(new ArrayList<Waiting>());
        each(ids, (api, id) -> waiting.add(new Waiting(id, token(api, id))));
        return List.copyOf(waiting);
    }

    /** Deletes them, which gives back their places among the deployments that may run at once. */
    void remove(List<Waiting> nodes) throws InterruptedException {
        Api.forEach(bench.endpoint(), nodes, Bench.PREPARING, (api, each) -> {
            api.send(new Request("DELETE", "/v1/nodes/" + each.node(), null));
        });
    }

    private List<String> create(String group) throws InterruptedException {
        var refusals = new ArrayList<String>();
        for (var kind : KINDS) {
            try {
                return bench.nodes().fresh(group, COUNT, kind);
            } catch (ApiException e) {
                if (e.status() != 400) {
                    throw e;
                }
                refusals.add(e.getMessage());
            }
        }
        throw new NotApplicable(
                "no deploy interface that waits for an agent is enabled for fake-hardware: " + refusals);
    }

    private void move(List<String> ids, String group, String verb, String state) throws InterruptedException {
        each(
                ids,
                (api, id) -> api.send(
                        Request.of("PUT", "/v1/nodes/" + id + "/states/provision", Api.write(Map.of("target", verb)))));
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (var api = bench.api()) {
            while (true) {
                var left = bench.nodes().list(api, group, "provision_state,reservation,last_error").stream()
                        .filter(node -> !node.path("provision_state").asText().equals(state)
                                || !node.path("reservation").isNull())
                        .toList();
                if (left.isEmpty()) {
                    return;
                }
                var first = left.getFirst();
                if (first.path("provision_state").asText().endsWith("failed") || System.nanoTime() > giveUp) {
                    throw new NotApplicable("a fake node did not reach '" + state + "' after '" + verb + "', it is '"
                            + first.path("provision_state").asText() + "': "
                            + first.path("last_error").asText());
                }
                Thread.sleep(POLL);
            }
        }
    }

    private static String token(Api api, String id) throws InterruptedException {
        return api.get("/v1/lookup?node_uuid=" + id)
                .path("config")
                .path("agent_token")
                .asText();
    }

    private void each(List<String> ids, Api.Task<String> task) throws InterruptedException {
        Api.forEach(bench.endpoint(), ids, Bench.PREPARING, task);
    }
}

package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Request;
import java.util.List;
import java.util.Map;

/** What agents ask: who am I, and I am alive. Both need nodes that wait for their agents. */
record AgentCalls(String name, String title, List<Integer> clients, Question question) implements Scenario {
    static final AgentCalls LOOKUP = new AgentCalls(
            "lookup",
            "GET lookup by node",
            List.of(32),
            waiting -> Request.get("/v1/lookup?node_uuid=" + waiting.node()));

    static final AgentCalls HEARTBEAT = new AgentCalls(
            "heartbeat",
            "POST heartbeat of waiting nodes in maintenance",
            List.of(8, 32),
            waiting -> Request.of(
                    "POST",
                    "/v1/heartbeat/" + waiting.node(),
                    Api.write(Map.of(
                            "callback_url", "http://127.0.0.1:9999",
                            "agent_version", "9.4.0",
                            "agent_token", waiting.token()))));

    /** What the agent of a node asks. */
    @FunctionalInterface
    interface Question {
        Request of(WaitingNodes.Waiting waiting);
    }

    @Override
    public void measure(Bench bench) throws InterruptedException {
        var made = new WaitingNodes(bench);
        var waiting = made.make();
        try {
            var asked = waiting.stream().map(question::of).toList();
            RateScenario.rate(
                            name,
                            title,
                            clients,
                            (_, count) -> (client, index) -> asked.get((client + count * index) % asked.size()))
                    .measure(bench);
        } finally {
            made.remove(waiting);
        }
    }
}

package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Pause;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an agent finds its node and gets its token (contract/agent.md, section 1). */
final class Lookup {
    private static final int ADOPTABLE_TOKEN = 32;
    private static final String HIDDEN_TOKEN = "******";
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final AgentLab lab;
    private final SimulatedMachine machine;
    private final KernelParameters kernel;

    Lookup(AgentLab lab, SimulatedMachine machine, KernelParameters kernel) {
        this.lab = lab;
        this.machine = machine;
        this.kernel = kernel;
    }

    /** What the API said; the token is null when it gave none and the ramdisk brought none. */
    record Found(
            IronicApi api,
            String uuid,
            long heartbeatTimeoutSeconds,
            @Nullable String token) {}

    /**
     * Asks until the API knows the machine; blocks for up to the lookup timeout.
     *
     * @throws Stopped at the timeout, or when the agent token is lost
     */
    Found untilFound() throws Stopped, InterruptedException {
        var apis = kernel.apiUrls().stream()
                .map(url -> new IronicApi(lab.http(), url))
                .toList();
        if (apis.isEmpty()) {
            throw new Stopped("no kernel parameter " + KernelParameters.API_URL);
        }
        var settings = lab.settings();
        long deadline = System.nanoTime() + settings.lookupTimeout().toNanos();
        var busyWaits = settings.lookupBusyWaits().iterator();
        var retry = settings.lookupRetry();
        String last = "";
        while (System.nanoTime() - deadline < 0) {
            boolean busy = false;
            for (var api : apis) {
                machine.counters().add(Counter.LOOKUPS);
                try {
                    var answer = api.lookup(machine.hardware().macs(), kernel.get("ipa-node-uuid"));
                    if (answer.status() == 200) {
                        return found(api, answer.body(), kernel.get("ipa-agent-token"));
                    }
                    busy = busy || answer.status() == 409;
                    last = "HTTP status " + answer.status();
                } catch (IOException e) {
                    last = e.toString();
                }
            }
            if (busy && busyWaits.hasNext()) {
                Pause.of(busyWaits.next());
            } else {
                Pause.of(retry);
                retry = min(retry.multipliedBy(3).dividedBy(2), LONGEST_RETRY);
            }
        }
        throw new Stopped("lookup failed for " + settings.lookupTimeout() + ", last with " + last);
    }

    private Found found(IronicApi api, JsonNode body, @Nullable String own) throws Stopped {
        var config = body.path("config");
        if (!body.path("node").path("uuid").isTextual()
                || !config.path("heartbeat_timeout").isNumber()) {
            throw new Stopped("the lookup answer lacks node.uuid or config.heartbeat_timeout");
        }
        String given = config.path("agent_token").asText("");
        String token = given.length() >= ADOPTABLE_TOKEN ? given : own;
        if (given.equals(HIDDEN_TOKEN) && token == null) {
            throw new Stopped("somebody else got the agent token before, this agent can never use the API");
        }
        return new Found(
                api,
                body.path("node").path("uuid").asText(),
                config.path("heartbeat_timeout").asLong(),
                token);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

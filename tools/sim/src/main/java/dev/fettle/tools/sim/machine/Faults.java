package dev.fettle.tools.sim.machine;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a machine. In JSON: snake case, an absent key means "nothing wrong".
 *
 * @param bmcDelayMillis each BMC answer comes this much later
 * @param bmcRefuse the BMC closes every connection without an answer
 * @param bmcErrors so many next BMC requests answer 500; -1 for all
 * @param expireSessions the BMC forgets its sessions at the moment this is set, once
 * @param powerStuck the BMC accepts power requests and nothing happens
 * @param agentNeverBoots the ramdisk hangs before its first lookup
 * @param agentDelayMillis each agent answer comes this much later
 * @param agentRejectsToken the agent answers 401 to every command
 * @param failSteps names of agent steps or commands that fail, "*" for all
 * @param hangSteps names of agent steps or commands that never end
 * @param heartbeatLost heartbeats are not sent
 * @param imageHashMismatch what the agent downloads arrives damaged
 */
public record Faults(
        @JsonProperty("bmc_delay_millis") long bmcDelayMillis,
        @JsonProperty("bmc_refuse") boolean bmcRefuse,
        @JsonProperty("bmc_errors") int bmcErrors,
        @JsonProperty("expire_sessions") boolean expireSessions,
        @JsonProperty("power_stuck") boolean powerStuck,
        @JsonProperty("agent_never_boots") boolean agentNeverBoots,
        @JsonProperty("agent_delay_millis") long agentDelayMillis,
        @JsonProperty("agent_rejects_token") boolean agentRejectsToken,
        @JsonProperty("fail_steps") Set<String> failSteps,
        @JsonProperty("hang_steps") Set<String> hangSteps,
        @JsonProperty("heartbeat_lost") boolean heartbeatLost,
        @JsonProperty("image_hash_mismatch") boolean imageHashMismatch) {

    public static final Faults NONE =
            new Faults(0, false, 0, false, false, false, 0, false, Set.of(), Set.of(), false, false);

    public Faults(
            long bmcDelayMillis,
            boolean bmcRefuse,
            int bmcErrors,
            boolean expireSessions,
            boolean powerStuck,
            boolean agentNeverBoots,
            long agentDelayMillis,
            boolean agentRejectsToken,
            @Nullable Set<String> failSteps,
            @Nullable Set<String> hangSteps,
            boolean heartbeatLost,
            boolean imageHashMismatch) {
        this.bmcDelayMillis = bmcDelayMillis;
        this.bmcRefuse = bmcRefuse;
        this.bmcErrors = bmcErrors;
        this.expireSessions = expireSessions;
        this.powerStuck = powerStuck;
        this.agentNeverBoots = agentNeverBoots;
        this.agentDelayMillis = agentDelayMillis;
        this.agentRejectsToken = agentRejectsToken;
        this.failSteps = failSteps == null ? Set.of() : Set.copyOf(failSteps);
        this.hangSteps = hangSteps == null ? Set.of() : Set.copyOf(hangSteps);
        this.heartbeatLost = heartbeatLost;
        this.imageHashMismatch = imageHashMismatch;
    }

    public boolean failsStep(String step) {
        return failSteps.contains(step) || failSteps.contains("*");
    }

    public boolean hangsStep(String step) {
        return hangSteps.contains(step) || hangSteps.contains("*");
    }

    public static Faults bmcSlow(long millis) {
        return new Faults(millis, false, 0, false, false, false, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults bmcRefusing() {
        return new Faults(0, true, 0, false, false, false, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults bmcFailing(int requests) {
        return new Faults(0, false, requests, false, false, false, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults sessionsExpired() {
        return new Faults(0, false, 0, true, false, false, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults stuckPower() {
        return new Faults(0, false, 0, false, true, false, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults agentMissing() {
        return new Faults(0, false, 0, false, false, true, 0, false, Set.of(), Set.of(), false, false);
    }

    public static Faults agentSlow(long millis) {
        return new Faults(0, false, 0, false, false, false, millis, false, Set.of(), Set.of(), false, false);
    }

    public static Faults tokenRejected() {
        return new Faults(0, false, 0, false, false, false, 0, true, Set.of(), Set.of(), false, false);
    }

    public static Faults failing(String... steps) {
        return new Faults(0, false, 0, false, false, false, 0, false, Set.of(steps), Set.of(), false, false);
    }

    public static Faults hanging(String... steps) {
        return new Faults(0, false, 0, false, false, false, 0, false, Set.of(), Set.of(steps), false, false);
    }

    public static Faults heartbeatsLost() {
        return new Faults(0, false, 0, false, false, false, 0, false, Set.of(), Set.of(), true, false);
    }

    public static Faults damagedImage() {
        return new Faults(0, false, 0, false, false, false, 0, false, Set.of(), Set.of(), false, true);
    }
}

package dev.fettle.tools.sim.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How agents behave.
 *
 * @param kernelParameters for ramdisks that bring none themselves: PXE, or an ISO without any; {@code ipa-api-url} first
 *     of all
 * @param bootDelay from power on to the first lookup
 * @param heartbeatInterval null for what the API says: heartbeat_timeout times 0.3 to 0.6
 * @param forcedHeartbeatGap a heartbeat forced by the end of a command comes no sooner after the last one
 * @param retryMin shortest wait after a refused or failed heartbeat
 * @param retryMax longest such wait
 * @param lookupBusyWaits waits after the first, second ... lookup answered 409
 * @param lookupRetry first wait after any other failed lookup; grows by half each time
 * @param lookupTimeout the agent gives up after this
 * @param stepDuration how long each step takes beyond its real work
 * @param shutdownDelay from power_off or run_image to the loss of power
 * @param maxImageBytes larger images and ISOs are refused
 * @param openReads commands can be listed without a token, as with older agents
 */
public record AgentSettings(
        Map<String, String> kernelParameters,
        Duration bootDelay,
        @Nullable Duration heartbeatInterval,
        Duration forcedHeartbeatGap,
        Duration retryMin,
        Duration retryMax,
        List<Duration> lookupBusyWaits,
        Duration lookupRetry,
        Duration lookupTimeout,
        Duration stepDuration,
        Duration shutdownDelay,
        long maxImageBytes,
        boolean openReads) {
    /** What the agent says it is; clients look at it to know what it understands. */
    static final String VERSION = "11.4.0";
}

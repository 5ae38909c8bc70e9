package dev.fettle.driver.spi;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.Option;
import dev.fettle.model.step.StepKind;
import java.time.Duration;

/** How long to wait for an agent without hearing from it ({@code contract/states.json} wait_timeouts_seconds). */
public final class AgentWait {
    private static final Duration UNLIMITED = Duration.ofDays(1);

    private AgentWait() {}

    /** In the wait state of that family of steps. */
    public static Duration atMost(NodeTask task, StepKind kind) {
        return limit(
                task.config(),
                switch (kind) {
                    case CLEAN -> ConductorOptions.CLEAN_CALLBACK_TIMEOUT;
                    case SERVICE -> ConductorOptions.SERVICE_CALLBACK_TIMEOUT;
                    case DEPLOY, VERIFY -> ConductorOptions.DEPLOY_CALLBACK_TIMEOUT;
                });
    }

    /** In rescue wait. */
    public static Duration forRescue(NodeTask task) {
        return limit(task.config(), ConductorOptions.RESCUE_CALLBACK_TIMEOUT);
    }

    private static Duration limit(Configuration config, Option<Duration> option) {
        var limit = config.get(option);
        return limit.isZero() ? UNLIMITED : limit;
    }
}

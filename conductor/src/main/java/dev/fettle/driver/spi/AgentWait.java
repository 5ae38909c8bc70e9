package dev.fettle.driver.agent;

import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.step.StepKind;
import java.time.Duration;

/** How long to wait for an agent without hearing from it. */
final class AgentWait {
    private static final Duration UNLIMITED = Duration.ofDays(1);

    private AgentWait() {}

    static Duration atMost(NodeTask task, StepKind kind) {
        var limit = task.config()
                .get(
                        kind == StepKind.CLEAN
                                ? ConductorOptions.CLEAN_CALLBACK_TIMEOUT
                                : ConductorOptions.DEPLOY_CALLBACK_TIMEOUT);
        return limit.isZero() ? UNLIMITED : limit;
    }
}

package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;

/**
 * What a scripted interface does in a scene: {@code driver_info} of its node says so. {@code wait} waits for a heartbeat, {@code expire} waits
 * for one that must come at once, {@code fail} fails; all else ends well.
 */
final class Script {
    static final String NAME = "scripted";

    private Script() {}

    static StepOutcome play(NodeTask task, String scene) {
        return switch (String.valueOf(task.node().driverInfo().get(scene))) {
            case "wait" -> StepOutcome.waiting(Duration.ofMinutes(30), scene);
            case "expire" -> StepOutcome.waiting(Duration.ofMillis(50), scene);
            case "fail" -> StepOutcome.failed(FaultCode.INTERNAL, "The script lets " + scene + " fail.", "Rewrite it.");
            default -> StepOutcome.done();
        };
    }

    /** For what can only end well or fail. */
    static void act(NodeTask task, String scene) {
        if (play(task, scene) instanceof StepOutcome.Failed(var fault)) {
            throw new FaultException(fault.code(), fault.text());
        }
    }
}

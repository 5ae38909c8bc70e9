package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Changes a resource to given values; safe to repeat, so it is repeated while the machine is in its self test or an answer gets lost. */
final class RedfishChange {
    private static final int TRIES = 6;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private RedfishChange() {}

    /** A resource as just read. */
    record Resource(String path, RedfishAnswer answer) {}

    /**
     * Taken by the BMC when this returns.
     *
     * @param what the values, for messages
     * @param read reads the resource anew before each try
     * @throws FaultException {@code REDFISH_ERROR} with the BMC's own reason
     */
    static void send(
            NodeTask task, RedfishMachine machine, String what, Supplier<Resource> read, Map<String, Object> values) {
        for (var attempt = 1; ; attempt++) {
            task.ensureLockHeld();
            String reason;
            try {
                var resource = read.get();
                var answer = machine.connection().patch(resource.answer(), resource.path(), values);
                if (answer.ok()) {
                    return;
                }
                reason = answer.reason();
                if (!mayPass(answer)) {
                    throw refused(machine, what, reason);
                }
            } catch (LostAnswerException lost) {
                reason = "no answer";
            }
            if (attempt >= TRIES) {
                throw refused(machine, what, reason);
            }
            task.pause(PAUSE);
        }
    }

    private static boolean mayPass(RedfishAnswer answer) {
        return answer.status() == 412 // somebody changed it meanwhile: read again
                || answer.status() == 503
                || answer.hasMessage("UnableToModifyDuringSystemPOST");
    }

    private static FaultException refused(RedfishMachine machine, String what, String reason) {
        return new FaultException(
                FaultCode.REDFISH_ERROR,
                "The BMC at " + machine.connection().info().bmc() + " did not take " + what + ": " + reason
                        + ". Check that the machine supports it and is not in its power-on self test.");
    }
}

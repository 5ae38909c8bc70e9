package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Power by {@code ComputerSystem.Reset} ({@code contract/drivers.md} section 10). */
public final class RedfishPower implements PowerInterface {
    private static final Logger LOG = LoggerFactory.getLogger(RedfishPower.class);
    private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(10);
    private static final int CONFLICT_TRIES = 7;
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

    private final RedfishClient client;
    private final RedfishManagement management;

    /** For {@code ServiceLoader}. */
    public RedfishPower() {
        this(RedfishClient.SHARED, new RedfishManagement());
    }

    public RedfishPower(RedfishClient client, RedfishManagement management) {
        this.client = client;
        this.management = management;
    }

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public Map<String, String> properties() {
        return RedfishInfo.PROPERTIES;
    }

    @Override
    public void validate(NodeTask task) {
        RedfishInfo.of(task);
    }

    @Override
    public Set<PowerTarget> supported() {
        return EnumSet.allOf(PowerTarget.class);
    }

    @Override
    public PowerState read(NodeTask task) {
        return state(RedfishMachine.open(client, task).system());
    }

    @Override
    public void set(NodeTask task, PowerTarget target, Duration timeout) {
        var change = new Change(
                task,
                RedfishMachine.open(client, task),
                target,
                task.clock().instant().plus(timeout));
        switch (target) {
            case ON -> turnOn(change);
            case OFF -> reach(change, PowerState.OFF, "ForceOff");
            case SOFT_OFF -> reach(change, PowerState.OFF, "GracefulShutdown");
            case REBOOT -> reboot(change);
            case SOFT_REBOOT -> restart(change, "GracefulRestart");
        }
    }

    /** @param until end of the whole change */
    private record Change(NodeTask task, RedfishMachine machine, PowerTarget target, Instant until) {}

    private void turnOn(Change change) {
        if (state(change.machine().system()) != PowerState.ON) {
            management.reapplyBootDevice(change.task());
        }
        reach(change, PowerState.ON, "On");
    }

    private void reboot(Change change) {
        if (change.task().node().powerOffDisabled()) {
            restart(change, "ForceRestart");
            return;
        }
        reach(change, PowerState.OFF, "ForceOff");
        turnOn(change);
    }

    private void restart(Change change, String resetType) {
        if (state(change.machine().system()) != PowerState.ON) {
            turnOn(change);
            return;
        }
        management.reapplyBootDevice(change.task());
        reset(change, PowerState.ON, resetType);
        change.task().pause(RESTART_PAUSE);
        await(change, PowerState.ON);
    }

    private static void reach(Change change, PowerState wanted, String resetType) {
        if (!isThere(change.machine().system(), wanted)) {
            reset(change, wanted, resetType);
            await(change, wanted);
        }
    }

    private static void reset(Change change, PowerState wanted, String resetType) {
        var connection = change.machine().connection();
        for (var attempt = 1; ; attempt++) {
            var system = change.machine().system();
            var target = RedfishMachine.actionTarget(system.body(), "ComputerSystem.Reset")
                    .orElseThrow(() -> connection.error(change.machine().path(), "offers no Reset action"));
            refuseUnlessAllowed(change, system, resetType);
            try {
                var answer = connection.post(target, Map.of("ResetType", resetType));
                if (answer.ok() || refusedButThere(change, wanted, resetType, answer)) {
                    return;
                }
                if (!isPassingConflict(answer, wanted) || attempt >= CONFLICT_TRIES) {
                    throw failure(change, "the BMC refused " + resetType + " (" + answer.reason() + ")");
                }
            } catch (LostAnswerException lost) {
                LOG.warn(
                        "node {}: no answer to {}, asking for the power state instead: {}",
                        change.task().node().uuid(),
                        resetType,
                        lost.getMessage());
                return;
            }
            change.task().pause(CONFLICT_PAUSE);
        }
    }

    private static boolean refusedButThere(Change change, PowerState wanted, String resetType, RedfishAnswer answer) {
        var idempotent = !resetType.endsWith("Restart");
        return idempotent
                && (answer.status() == 400 || answer.status() == 409)
                && isThere(change.machine().system(), wanted);
    }

    private static boolean isPassingConflict(RedfishAnswer answer, PowerState wanted) {
        return wanted == PowerState.ON && answer.status() == 409 && answer.hasMessage("ActionParameterValueConflict");
    }

    private static void refuseUnlessAllowed(Change change, RedfishAnswer system, String resetType) {
        var allowed =
                system.body().path("Actions").path("#ComputerSystem.Reset").path("ResetType@Redfish.AllowableValues");
        for (var value : allowed) {
            if (value.asText().equals(resetType)) {
                return;
            }
        }
        if (!allowed.isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "The BMC at " + change.machine().connection().info().bmc() + " does not offer " + resetType
                            + ", which '" + change.target()
                            + "' needs. Ask for another power state, such as a hard one.");
        }
    }

    private static void await(Change change, PowerState wanted) {
        var task = change.task();
        for (var pause = Duration.ofSeconds(1); !isThere(change.machine().system(), wanted); ) {
            if (!task.clock().instant().plus(pause).isBefore(change.until())) {
                throw failure(change, "it was not there in time");
            }
            task.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : pause.multipliedBy(2);
        }
    }

    private static FaultException failure(Change change, String why) {
        return new FaultException(
                FaultCode.POWER_STATE_FAILURE,
                "Failed to set the power state of node " + change.task().node().uuid() + " to '" + change.target()
                        + "': " + why + ". Look at the machine and its BMC, then try again.");
    }

    /** On its way off does not count as off: a power on that follows would be refused. */
    private static boolean isThere(RedfishAnswer system, PowerState wanted) {
        return wanted == PowerState.OFF
                ? system.body().path("PowerState").asText().equals("Off")
                : state(system) == wanted;
    }

    private static PowerState state(RedfishAnswer system) {
        return switch (system.body().path("PowerState").asText()) {
            case "On", "PoweringOn" -> PowerState.ON;
            case "Off", "PoweringOff" -> PowerState.OFF;
            default -> PowerState.ERROR;
        };
    }
}

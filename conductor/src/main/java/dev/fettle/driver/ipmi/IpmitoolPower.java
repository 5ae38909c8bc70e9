package dev.fettle.driver.ipmi;

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
import org.jspecify.annotations.Nullable;

/** Power by {@code chassis power} commands of IPMI ({@code contract/drivers.md} section 9). */
public final class IpmitoolPower implements PowerInterface {
    /** How long a machine that must not be switched off is left alone after a reset. */
    private static final Duration AFTER_RESET = Duration.ofSeconds(15);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Ipmitool ipmitool;

    public IpmitoolPower() {
        this(Ipmitool.SHARED);
    }

    IpmitoolPower(Ipmitool ipmitool) {
        this.ipmitool = ipmitool;
    }

    @Override
    public String name() {
        return "ipmitool";
    }

    @Override
    public Map<String, String> properties() {
        return IpmiProperties.ALL;
    }

    @Override
    public void validate(NodeTask task) {
        settings(task);
    }

    @Override
    public PowerState read(NodeTask task) {
        return read(task, settings(task));
    }

    @Override
    public Set<PowerTarget> supported() {
        return EnumSet.allOf(PowerTarget.class);
    }

    @Override
    public void set(NodeTask task, PowerTarget target, Duration timeout) {
        var settings = settings(task);
        var until = task.clock().instant().plus(timeout);
        switch (target) {
            case ON -> on(task, settings, until);
            case OFF -> off(task, settings, "power off", until);
            case SOFT_OFF -> off(task, settings, "power soft", until);
            case REBOOT -> reboot(task, settings, until);
            case SOFT_REBOOT -> {
                refuseWhenOffIsForbidden(task);
                off(task, settings, "power soft", until);
                on(task, settings, until);
            }
        }
    }

    private void on(NodeTask task, IpmiSettings settings, Instant until) {
        if (read(task, settings) != PowerState.ON) {
            ForcedBootDevice.restore(task, settings, ipmitool);
            ipmitool.tell(task, settings, "power on");
            await(task, settings, PowerState.ON, until);
        }
    }

    private void off(NodeTask task, IpmiSettings settings, String command, Instant until) {
        if (read(task, settings) != PowerState.OFF) {
            ipmitool.tell(task, settings, command);
            await(task, settings, PowerState.OFF, until);
        }
    }

    private void reboot(NodeTask task, IpmiSettings settings, Instant until) {
        if (task.node().powerOffDisabled() && read(task, settings) == PowerState.ON) {
            ForcedBootDevice.restore(task, settings, ipmitool);
            ipmitool.tell(task, settings, "power reset");
            task.pause(AFTER_RESET);
            await(task, settings, PowerState.ON, until);
        } else {
            off(task, settings, "power off", until);
            on(task, settings, until);
        }
    }

    private PowerState read(NodeTask task, IpmiSettings settings) {
        return switch (ipmitool.ask(task, settings, "power status").strip()) {
            case "Chassis Power is on" -> PowerState.ON;
            case "Chassis Power is off" -> PowerState.OFF;
            default -> PowerState.ERROR;
        };
    }

    /** A BMC may well be unable to answer while the power changes; only the limit counts. Looks at least once. */
    private void await(NodeTask task, IpmiSettings settings, PowerState wanted, Instant until) {
        var pause = FIRST_PAUSE;
        while (true) {
            FaultException reason = null;
            try {
                if (read(task, settings) == wanted) {
                    return;
                }
            } catch (FaultException e) {
                reason = e;
            }
            if (!task.clock().instant().plus(pause).isBefore(until)) {
                throw notReached(settings, wanted, reason);
            }
            task.pause(pause);
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private static FaultException notReached(
            IpmiSettings settings, PowerState wanted, @Nullable FaultException reason) {
        var text = "Failed to set node power state to " + wanted + ": node " + settings.node() + ", BMC "
                + settings.address() + " port " + settings.port() + " did not report it in time. "
                + (reason != null ? reason.text() : "Look at the machine's console, or allow more time.");
        return reason != null
                ? new FaultException(FaultCode.POWER_STATE_FAILURE, text, reason)
                : new FaultException(FaultCode.POWER_STATE_FAILURE, text);
    }

    private static void refuseWhenOffIsForbidden(NodeTask task) {
        if (task.node().powerOffDisabled()) {
            throw new FaultException(
                    FaultCode.POWER_STATE_FAILURE,
                    "Failed to set node power state to soft rebooting: node "
                            + task.node().uuid()
                            + " has disable_power_off set, and IPMI reboots softly by switching off. Ask for rebooting instead.");
        }
    }

    private static IpmiSettings settings(NodeTask task) {
        return IpmiSettings.read(task.node(), task.config());
    }
}

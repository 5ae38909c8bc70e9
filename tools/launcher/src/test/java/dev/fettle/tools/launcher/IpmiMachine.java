package dev.fettle.tools.launcher;

import dev.fettle.testing.IpmiSim;
import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.sim.machine.Boot;
import dev.fettle.tools.sim.machine.ResetType;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A simulated machine behind a simulated IPMI BMC: what the BMC is asked for happens to the machine, and a machine that switches itself off shows
 * so at the BMC. Requests are followed, not the power state: a reset leaves the power on and would be missed.
 */
final class IpmiMachine implements AutoCloseable {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Pattern SET = Pattern.compile("(power|reset|shutdown|boot) (\\S+)");
    private static final Map<String, ResetType> RESETS = Map.of(
            "power 1", ResetType.On,
            "power 0", ResetType.ForceOff,
            "reset 1", ResetType.ForceRestart,
            "shutdown 1", ResetType.ForceOff);
    private static final Map<String, String> DEVICES =
            Map.of("pxe", "Pxe", "default", "Hdd", "cdrom", "Cd", "none", "None");

    private final IpmiSim.Bmc bmc;
    private final SimulatedMachine machine;
    private final Thread follower;
    private volatile boolean closed;
    private int seen;
    private boolean wasOn;

    private IpmiMachine(IpmiSim.Bmc bmc, SimulatedMachine machine) {
        this.bmc = bmc;
        this.machine = machine;
        this.follower = Thread.ofPlatform().name("ipmi machine").daemon().unstarted(this::follow);
    }

    static IpmiMachine connect(IpmiSim.Bmc bmc, SimulatedMachine machine) {
        var connected = new IpmiMachine(bmc, machine);
        connected.follower.start();
        return connected;
    }

    @Override
    public void close() {
        closed = true;
        Await.until(Duration.ofSeconds(5), () -> !follower.isAlive());
    }

    private void follow() {
        while (!closed) {
            var requests = bmc.requests();
            for (; seen < requests.size(); seen++) {
                apply(requests.get(seen));
                wasOn = machine.isOn();
            }
            if (machine.isOn() != wasOn) {
                wasOn = machine.isOn();
                bmc.turn(wasOn);
            }
            LockSupport.parkNanos(STEP);
        }
    }

    private void apply(String request) {
        var settings = SET.matcher(request);
        while (settings.find()) {
            var setting = settings.group(1) + " " + settings.group(2);
            if (settings.group(1).equals("boot")) {
                var device = DEVICES.getOrDefault(settings.group(2), "None");
                machine.configure(null, boot -> new Boot(device, "Continuous", boot.mode(), null), null, null);
            } else if (RESETS.containsKey(setting) && !(setting.equals("power 1") && machine.isOn())) {
                machine.reset(RESETS.get(setting));
            }
        }
    }
}

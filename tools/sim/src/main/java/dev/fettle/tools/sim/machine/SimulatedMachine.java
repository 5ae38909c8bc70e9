package dev.fettle.tools.sim.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.web.Json;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One machine: its settings, its power, its disk. Thread-safe; nothing here blocks. */
public final class SimulatedMachine {
    private final Hardware hardware;
    private final String redfishAddress;
    private final String redfishSystemId;
    private final Firmware firmware;
    private final Counters counters = new Counters();
    private final FaultSwitch faults = new FaultSwitch();

    private boolean on;
    private Phase phase = Phase.OFF;
    private Boot boot = Boot.DEFAULT;
    private String indicator = "Off";
    private String assetTag = "";
    private boolean secureBoot;
    private @Nullable String media;
    private @Nullable DiskImage disk;
    private @Nullable String agentUrl;
    private @Nullable String lastProblem;
    private long bootNumber;
    private long revision = 1;

    public SimulatedMachine(Hardware hardware, String redfishAddress, String redfishSystemId, Firmware firmware) {
        this.hardware = hardware;
        this.redfishAddress = redfishAddress;
        this.redfishSystemId = redfishSystemId;
        this.firmware = firmware;
    }

    public String id() {
        return hardware.id();
    }

    public UUID uuid() {
        return hardware.uuid();
    }

    public Hardware hardware() {
        return hardware;
    }

    /** For {@code driver_info.redfish_address}. */
    public String redfishAddress() {
        return redfishAddress;
    }

    /** For {@code driver_info.redfish_system_id}: the path of the only system of this BMC. */
    public String redfishSystemId() {
        return redfishSystemId;
    }

    public Counters counters() {
        return counters;
    }

    public synchronized boolean isOn() {
        return on;
    }

    public synchronized Phase phase() {
        return phase;
    }

    public synchronized Boot boot() {
        return boot;
    }

    public synchronized String indicator() {
        return indicator;
    }

    public synchronized String assetTag() {
        return assetTag;
    }

    public synchronized boolean secureBoot() {
        return secureBoot;
    }

    public synchronized void secureBoot(boolean enable) {
        secureBoot = enable;
    }

    /** URL of the inserted virtual CD, null when there is none. */
    public synchronized @Nullable String media() {
        return media;
    }

    /** What is on the first disk, null when nothing was written or it was erased. */
    public synchronized @Nullable DiskImage disk() {
        return disk;
    }

    /** Where the agent serves its commands, null while it does not. */
    public synchronized @Nullable String agentUrl() {
        return agentUrl;
    }

    /** Why the last boot or lookup went wrong, null when it did not. */
    public synchronized @Nullable String lastProblem() {
        return lastProblem;
    }

    public FaultSwitch faultSwitch() {
        return faults;
    }

    public Faults faults() {
        return faults.current();
    }

    public void faults(Faults wanted) {
        faults.set(wanted);
    }

    /** Grows with every change of what the system resource shows: the entity tag. */
    public synchronized long revision() {
        return revision;
    }

    /**
     * Changes the settings unless they moved on since {@code expectedRevision}.
     *
     * @param expectedRevision null to change them anyway
     * @return false when the revision was another one and nothing changed
     */
    public synchronized boolean configure(
            @Nullable Long expectedRevision,
            UnaryOperator<Boot> bootChange,
            @Nullable String newIndicator,
            @Nullable String newAssetTag) {
        if (expectedRevision != null && expectedRevision != revision) {
            return false;
        }
        var changed = bootChange.apply(boot);
        if (!changed.equals(boot)) {
            boot = changed;
            counters.add(Counter.BOOT_DEVICE_CHANGES);
        }
        indicator = newIndicator == null ? indicator : newIndicator;
        assetTag = newAssetTag == null ? assetTag : newAssetTag;
        revision++;
        return true;
    }

    /** False when there is a medium already. */
    public synchronized boolean insertMedia(String url) {
        if (media != null) {
            return false;
        }
        media = url;
        counters.add(Counter.MEDIA_INSERTS);
        return true;
    }

    public synchronized void ejectMedia() {
        if (media != null) {
            media = null;
            counters.add(Counter.MEDIA_EJECTS);
        }
    }

    /** What a BMC does on a reset request, or the operating system when it shuts itself down. */
    public void reset(ResetType type) {
        switch (type) {
            case On -> powerOn();
            case ForceOff, GracefulShutdown -> powerOff();
            case ForceRestart, GracefulRestart, PowerCycle -> restart();
            case PushPowerButton -> {
                if (isOn()) {
                    powerOff();
                } else {
                    powerOn();
                }
            }
            case Nmi -> {}
        }
    }

    /** True while the boot with this number has neither lost power nor been followed by another. */
    public synchronized boolean runs(long boot) {
        return on && bootNumber == boot;
    }

    /** The operating system of this boot shuts down or restarts the machine; nothing when the boot is over. */
    public void resetFromInside(long boot, ResetType type) {
        if (runs(boot)) {
            reset(type);
        }
    }

    /** Says what a boot has become; ignored when that boot is over. */
    public synchronized void enter(long boot, Phase reached, @Nullable String url, @Nullable String problem) {
        if (runs(boot)) {
            phase = reached;
            agentUrl = url;
            lastProblem = problem;
        }
    }

    /** The agent has written the disk; ignored, and false, when its boot is over. Null erases. */
    public synchronized boolean write(long boot, @Nullable DiskImage image) {
        if (!runs(boot)) {
            return false;
        }
        disk = image;
        if (image != null) {
            counters.add(Counter.IMAGES_WRITTEN);
        }
        return true;
    }

    public synchronized ObjectNode toJson() {
        return Json.object(
                "id",
                id(),
                "uuid",
                uuid(),
                "macs",
                hardware.macs(),
                "redfish_address",
                redfishAddress,
                "redfish_system_id",
                redfishSystemId,
                "power",
                on ? "on" : "off",
                "phase",
                phase.name().toLowerCase(Locale.ROOT),
                "boot",
                Json.object("target", boot.target(), "enabled", boot.enabled(), "mode", boot.mode()),
                "media",
                media,
                "disk",
                disk,
                "agent_url",
                agentUrl,
                "last_problem",
                lastProblem,
                "faults",
                faults.current(),
                "counters",
                counters.toJson());
    }

    private void powerOn() {
        BootSource source;
        long number;
        synchronized (this) {
            if (on) {
                counters.add(Counter.REDUNDANT_POWER_REQUESTS);
                return;
            }
            on = true;
            counters.add(Counter.POWER_ONS);
            source = beginBoot();
            number = bootNumber;
        }
        firmware.boots(this, source, number);
    }

    private void powerOff() {
        synchronized (this) {
            if (!on) {
                counters.add(Counter.REDUNDANT_POWER_REQUESTS);
                return;
            }
            on = false;
            phase = Phase.OFF;
            agentUrl = null;
            bootNumber++;
            revision++;
            counters.add(Counter.POWER_OFFS);
        }
        firmware.stops(this);
    }

    private void restart() {
        BootSource source;
        long number;
        synchronized (this) {
            if (on) {
                counters.add(Counter.RESETS);
            } else {
                on = true;
                counters.add(Counter.POWER_ONS);
            }
            source = beginBoot();
            number = bootNumber;
        }
        firmware.stops(this);
        firmware.boots(this, source, number);
    }

    private BootSource beginBoot() {
        bootNumber++;
        revision++;
        phase = Phase.BOOTING;
        agentUrl = null;
        lastProblem = null;
        var source = BootSource.choose(boot, media, disk);
        boot = boot.afterBoot();
        return source;
    }
}

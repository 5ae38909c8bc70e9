package dev.fettle.model.power;

import java.util.Optional;

/** What a caller may ask for ({@code contract/states.json} power.targets). */
public enum PowerTarget {
    ON("power on", PowerState.ON, false, 1),
    OFF("power off", PowerState.OFF, false, 1),
    REBOOT("rebooting", PowerState.ON, false, 1),
    SOFT_REBOOT("soft rebooting", PowerState.ON, true, 27),
    SOFT_OFF("soft power off", PowerState.OFF, true, 27);

    private final String word;
    private final PowerState reaches;
    private final boolean soft;
    private final int sinceMinor;

    PowerTarget(String word, PowerState reaches, boolean soft, int sinceMinor) {
        this.word = word;
        this.reaches = reaches;
        this.soft = soft;
        this.sinceMinor = sinceMinor;
    }

    public String word() {
        return word;
    }

    /** The state at the end; also what {@code target_power_state} shows meanwhile. */
    public PowerState reaches() {
        return reaches;
    }

    /** Soft targets ask the operating system and take longer. */
    public boolean soft() {
        return soft;
    }

    /** Minor of the first microversion that takes this target. */
    public int sinceMinor() {
        return sinceMinor;
    }

    public static Optional<PowerTarget> find(String word) {
        for (var target : values()) {
            if (target.word.equals(word)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}

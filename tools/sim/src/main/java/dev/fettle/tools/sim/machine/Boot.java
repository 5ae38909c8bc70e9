package dev.fettle.tools.sim.machine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The boot settings of the BMC.
 *
 * @param target Redfish name: None, Pxe, Hdd, Cd, UefiHttp, BiosSetup
 * @param enabled Disabled, Once or Continuous
 * @param mode UEFI or Legacy
 */
public record Boot(
        String target,
        String enabled,
        String mode,
        @Nullable String httpUri) {
    public static final Set<String> TARGETS = Set.of("None", "Pxe", "Hdd", "Cd", "UefiHttp", "BiosSetup");
    public static final Set<String> ENABLED = Set.of("Disabled", "Once", "Continuous");
    public static final Set<String> MODES = Set.of("UEFI", "Legacy");
    static final Boot DEFAULT = new Boot("None", "Disabled", "UEFI", null);

    boolean overrides() {
        return !enabled.equals("Disabled") && !target.equals("None");
    }

    /** What is left after a boot has used the setting. */
    Boot afterBoot() {
        return enabled.equals("Once") ? new Boot("None", "Disabled", mode, httpUri) : this;
    }
}

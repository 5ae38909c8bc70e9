package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * How a vendor's boot settings differ ({@code contract/drivers.md} section 10).
 *
 * @param alwaysEnabled send BootSourceOverrideEnabled even when it does not change
 * @param alwaysMode send BootSourceOverrideMode too
 * @param cd word for the CD drive
 */
record BootQuirk(boolean alwaysEnabled, boolean alwaysMode, String cd) {
    private static final BootQuirk NONE = new BootQuirk(false, false, "Cd");
    private static final BootQuirk SUPERMICRO = new BootQuirk(true, false, "UsbCd");
    private static final BootQuirk AMI = new BootQuirk(true, true, "Cd");

    static BootQuirk of(JsonNode system) {
        var vendor = system.path("Manufacturer").asText().strip().toLowerCase(Locale.ROOT);
        if (vendor.startsWith("supermicro")) {
            return SUPERMICRO;
        }
        return vendor.startsWith("ami") || vendor.startsWith("american megatrends") || vendor.startsWith("asrockrack")
                ? AMI
                : NONE;
    }
}

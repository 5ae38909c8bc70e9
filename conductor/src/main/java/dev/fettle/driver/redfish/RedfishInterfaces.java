package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.bmc.BmcGate;

/** All Redfish interfaces around one client, for the hardware types that list them. */
public record RedfishInterfaces(
        RedfishPower power, RedfishManagement management, RedfishVirtualMediaBoot boot, RedfishInspect inspect) {

    /** @param gate shared by all drivers that talk to BMCs */
    public static RedfishInterfaces create(BmcGate gate) {
        var client = new RedfishClient(gate);
        var management = new RedfishManagement(client);
        return new RedfishInterfaces(
                new RedfishPower(client, management),
                management,
                new RedfishVirtualMediaBoot(client),
                new RedfishInspect(client));
    }
}

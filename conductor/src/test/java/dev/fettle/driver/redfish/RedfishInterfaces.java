package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.bmc.BmcGate;

/** All Redfish interfaces around a client of their own, so that tests share no sessions. */
public record RedfishInterfaces(
        RedfishPower power, RedfishManagement management, RedfishVirtualMediaBoot boot, RedfishInspect inspect) {

    /** @param gate limits of this test alone */
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

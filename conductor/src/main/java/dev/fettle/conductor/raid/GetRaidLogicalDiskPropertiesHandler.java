package dev.fettle.conductor.raid;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.driver.spi.RaidInterface;
import dev.fettle.model.InterfaceKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.driver.GetRaidLogicalDiskProperties;
import java.util.Map;

/** Tells what a RAID configuration of a driver's nodes may say, by the driver's default RAID interface. */
public final class GetRaidLogicalDiskPropertiesHandler
        implements RpcHandler<GetRaidLogicalDiskProperties, Map<String, String>> {
    private final DriverCatalog drivers;

    public GetRaidLogicalDiskPropertiesHandler(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    @Override
    public Map<String, String> handle(GetRaidLogicalDiskProperties request, CallContext context) {
        return drivers.byDefault(request.driverName(), InterfaceKind.RAID, RaidInterface.class)
                .logicalDiskProperties(request.driverName());
    }
}

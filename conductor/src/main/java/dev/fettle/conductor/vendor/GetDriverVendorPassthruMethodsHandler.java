package dev.fettle.conductor.vendor;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.driver.spi.VendorInterface;
import dev.fettle.model.InterfaceKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.driver.GetDriverVendorPassthruMethods;
import java.util.Map;

/** Lists the methods of a driver's default vendor interface that need no node. */
public final class GetDriverVendorPassthruMethodsHandler
        implements RpcHandler<GetDriverVendorPassthruMethods, Map<String, Map<String, Object>>> {
    private final DriverCatalog drivers;

    public GetDriverVendorPassthruMethodsHandler(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    @Override
    public Map<String, Map<String, Object>> handle(GetDriverVendorPassthruMethods request, CallContext context) {
        var driver = request.driverName();
        var vendor = drivers.byDefault(driver, InterfaceKind.VENDOR, VendorInterface.class);
        return VendorMethods.described(vendor.driverMethods(driver));
    }
}

package dev.fettle.conductor.node;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.driver.GetDriverProperties;
import java.util.Map;

/** Lists what may be put in driver_info for a hardware type. */
public final class GetDriverPropertiesHandler implements RpcHandler<GetDriverProperties, Map<String, String>> {
    private final DriverCatalog drivers;

    public GetDriverPropertiesHandler(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    @Override
    public Map<String, String> handle(GetDriverProperties request, CallContext context) {
        return drivers.properties(request.driverName());
    }
}

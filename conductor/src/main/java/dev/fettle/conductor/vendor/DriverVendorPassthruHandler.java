package dev.fettle.conductor.vendor;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.conductor.step.Workers;
import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.VendorCall;
import dev.fettle.driver.spi.VendorInterface;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a method of a driver's default vendor interface that needs no node. */
public final class DriverVendorPassthruHandler implements RpcHandler<DriverVendorPassthru, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(DriverVendorPassthruHandler.class);

    private final DriverCatalog drivers;
    private final Configuration config;
    private final Workers workers;

    public DriverVendorPassthruHandler(DriverCatalog drivers, Configuration config, Workers workers) {
        this.drivers = drivers;
        this.config = config;
        this.workers = workers;
    }

    @Override
    public Map<String, Object> handle(DriverVendorPassthru request, CallContext context) {
        var driver = request.driverName();
        var vendor = drivers.byDefault(driver, InterfaceKind.VENDOR, VendorInterface.class);
        var call = VendorMethods.call(request.driverMethod(), request.httpMethod(), request.info());
        var method = VendorMethods.find(vendor.driverMethods(driver), call.method(), call.httpMethod());
        method.check().check(config, call);
        if (!method.async()) {
            return VendorMethods.answer(method, method.work().run(config, call));
        }
        workers.take().start("vendor passthru of driver " + driver, () -> inBackground(method, call));
        return VendorMethods.answer(method, null);
    }

    private void inBackground(VendorMethod<Configuration> method, VendorCall call) {
        try {
            method.work().run(config, call);
        } catch (FaultException e) {
            LOG.warn("vendor method {} failed: {}", method.name(), e.text());
        }
    }
}

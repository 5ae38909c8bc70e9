package dev.fettle.rpc.driver;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;

/** Calls a method of the default vendor interface of a driver, without a node; answers {@code {return, async, attach}}. */
@Rpc(method = "driver_vendor_passthru", version = "1.20")
public record DriverVendorPassthru(String driverName, String driverMethod, String httpMethod, Map<String, Object> info)
        implements RpcRequest<Map<String, Object>> {}

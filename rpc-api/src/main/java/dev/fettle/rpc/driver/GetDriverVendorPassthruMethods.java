package dev.fettle.rpc.driver;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;

/** Lists the methods of a driver that need no node: {method: what is known of it}. */
@Rpc(method = "get_driver_vendor_passthru_methods", version = "1.21", repeatable = true)
public record GetDriverVendorPassthruMethods(String driverName)
        implements RpcRequest<Map<String, Map<String, Object>>> {}

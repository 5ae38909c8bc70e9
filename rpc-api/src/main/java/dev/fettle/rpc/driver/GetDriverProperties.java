package dev.fettle.rpc.driver;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;

/** What may be put in driver_info: {property: explanation}. */
@Rpc(method = "get_driver_properties", version = "1.16", repeatable = true)
public record GetDriverProperties(String driverName) implements RpcRequest<Map<String, String>> {}

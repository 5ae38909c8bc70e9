package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/**
 * Calls a method of the vendor interface; answers {@code {return, async, attach}}.
 *
 * @param httpMethod verb of the caller
 * @param info arguments of the method
 */
@Rpc(method = "vendor_passthru", version = "1.20")
public record VendorPassthru(UUID nodeId, String driverMethod, String httpMethod, Map<String, Object> info)
        implements RpcRequest<Map<String, Object>> {}

package dev.fettle.conductor.vendor;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import java.util.Map;

/** Lists the vendor methods of a node. */
public final class GetNodeVendorPassthruMethodsHandler
        implements RpcHandler<GetNodeVendorPassthruMethods, Map<String, Map<String, Object>>> {
    private final Reads reads;

    public GetNodeVendorPassthruMethodsHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Map<String, Map<String, Object>> handle(GetNodeVendorPassthruMethods request, CallContext context) {
        var task = reads.task(request.nodeId());
        return VendorMethods.described(
                task.driver().vendor().nodeMethods(task.node().driver()));
    }
}

package dev.fettle.conductor.power;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetSupportedBootDevices;
import java.util.List;

/** Lists the boot devices that a node can be given. */
public final class GetSupportedBootDevicesHandler implements RpcHandler<GetSupportedBootDevices, List<String>> {
    private final Reads reads;

    public GetSupportedBootDevicesHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<String> handle(GetSupportedBootDevices request, CallContext context) {
        var task = reads.task(request.nodeId());
        return task.driver().management().supportedBootDevices(task);
    }
}

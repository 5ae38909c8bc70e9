package dev.fettle.conductor.power;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetBootDevice;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the boot device from the machine; takes no lock. */
public final class GetBootDeviceHandler implements RpcHandler<GetBootDevice, Map<String, Object>> {
    private final Reads reads;

    public GetBootDeviceHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Map<String, Object> handle(GetBootDevice request, CallContext context) {
        var task = reads.task(request.nodeId());
        task.driver().management().validate(task);
        var device = task.driver().management().bootDevice(task);
        var result = new LinkedHashMap<String, Object>();
        result.put("boot_device", device.device());
        result.put("persistent", device.persistent());
        return result;
    }
}

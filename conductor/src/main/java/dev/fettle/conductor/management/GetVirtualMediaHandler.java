package dev.fettle.conductor.management;

import dev.fettle.conductor.step.Reads;
import dev.fettle.driver.spi.MediaDevice;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetVirtualMedia;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the virtual drives of a machine and what is in them. */
public final class GetVirtualMediaHandler implements RpcHandler<GetVirtualMedia, List<Map<String, Object>>> {
    private final Reads reads;

    public GetVirtualMediaHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<Map<String, Object>> handle(GetVirtualMedia request, CallContext context) {
        var task = reads.task(request.nodeId());
        var control = task.driver().management().virtualMediaControl(task);
        task.driver().management().validate(task);
        return control.devices(task).stream().map(GetVirtualMediaHandler::json).toList();
    }

    private static Map<String, Object> json(MediaDevice device) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("media_types", device.mediaTypes());
        json.put("inserted", device.inserted());
        json.put("image", device.image());
        return json;
    }
}

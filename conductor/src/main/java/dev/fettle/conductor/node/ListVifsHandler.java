package dev.fettle.conductor.node;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ListVifs;
import java.util.List;
import java.util.Map;

/** Lists the virtual interfaces of a node. */
public final class ListVifsHandler implements RpcHandler<ListVifs, List<Map<String, Object>>> {
    private final Reads reads;

    public ListVifsHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<Map<String, Object>> handle(ListVifs request, CallContext context) {
        var task = reads.task(request.nodeId());
        return task.driver().network().vifs(task);
    }
}

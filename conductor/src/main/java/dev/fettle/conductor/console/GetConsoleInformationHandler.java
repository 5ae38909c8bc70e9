package dev.fettle.conductor.console;

import dev.fettle.conductor.step.Reads;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetConsoleInformation;
import java.util.Map;

/** Tells how to reach the console of a node. */
public final class GetConsoleInformationHandler implements RpcHandler<GetConsoleInformation, Map<String, Object>> {
    private final Reads reads;

    public GetConsoleInformationHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Map<String, Object> handle(GetConsoleInformation request, CallContext context) {
        var task = reads.task(request.nodeId());
        var console = task.driver().console();
        console.validate(task);
        if (!task.node().require(NodeFields.CONSOLE_ENABLED)) {
            throw new FaultException(
                    FaultCode.NODE_CONSOLE_NOT_ENABLED,
                    "Console access is not enabled on node " + request.nodeId() + ".");
        }
        return console.console(task);
    }
}

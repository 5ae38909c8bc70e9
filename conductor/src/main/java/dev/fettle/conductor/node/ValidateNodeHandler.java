package dev.fettle.conductor.node;

import dev.fettle.conductor.step.Reads;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ValidateNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Asks every interface of a node but vendor whether it could work. A refusal is a result, never an error of the call. */
public final class ValidateNodeHandler implements RpcHandler<ValidateNode, Map<String, Map<String, Object>>> {
    private final Reads reads;
    private final Consumer<NodeTask> deploy;

    /** @param deploy what else stands in the way of a deploy, besides what its interface says; refuses by exception */
    public ValidateNodeHandler(Reads reads, Consumer<NodeTask> deploy) {
        this.reads = reads;
        this.deploy = deploy;
    }

    @Override
    public Map<String, Map<String, Object>> handle(ValidateNode request, CallContext context) {
        var task = reads.task(request.nodeId());
        var results = new LinkedHashMap<String, Map<String, Object>>();
        for (var kind : InterfaceKind.values()) {
            if (kind != InterfaceKind.VENDOR) {
                results.put(kind.word(), validated(task, kind));
            }
        }
        return results;
    }

    private Map<String, Object> validated(NodeTask task, InterfaceKind kind) {
        try {
            task.driver().get(kind).validate(task);
            if (kind == InterfaceKind.DEPLOY) {
                deploy.accept(task);
            }
            return Map.of("result", true);
        } catch (FaultException e) {
            return Map.of("result", false, "reason", e.text());
        }
    }
}

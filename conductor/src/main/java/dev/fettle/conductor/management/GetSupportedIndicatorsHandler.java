package dev.fettle.conductor.management;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetSupportedIndicators;
import java.util.Map;
import java.util.TreeMap;

/** Lists the lights of a machine. */
public final class GetSupportedIndicatorsHandler
        implements RpcHandler<GetSupportedIndicators, Map<String, Map<String, Map<String, Object>>>> {
    private final Reads reads;

    public GetSupportedIndicatorsHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Map<String, Map<String, Map<String, Object>>> handle(GetSupportedIndicators request, CallContext context) {
        var task = reads.task(request.nodeId());
        task.driver().management().validate(task);
        var supported = task.driver().management().indicatorControl(task).supported(task);
        var result = new TreeMap<String, Map<String, Map<String, Object>>>();
        supported.forEach((component, indicators) -> {
            if (request.component() == null || request.component().equals(component)) {
                var named = new TreeMap<String, Map<String, Object>>();
                indicators.forEach((name, indicator) ->
                        named.put(name, Map.of("readonly", indicator.readonly(), "states", indicator.states())));
                result.put(component, named);
            }
        });
        return result;
    }
}

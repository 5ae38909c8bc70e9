package dev.fettle.conductor.management;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.GetIndicatorState;

/** Reads a light. */
public final class GetIndicatorStateHandler implements RpcHandler<GetIndicatorState, String> {
    private final Reads reads;

    public GetIndicatorStateHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String handle(GetIndicatorState request, CallContext context) {
        var task = reads.task(request.nodeId());
        task.driver().management().validate(task);
        KnownIndicator.of(task, request.component(), request.indicator());
        return task.driver().management().indicatorControl(task).state(task, request.component(), request.indicator());
    }
}

package dev.fettle.conductor.vendor;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.Reads;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.conductor.step.Workers;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.VendorCall;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.VendorPassthru;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a vendor method on a node: with the lock or without, while the caller waits or not, as the method asks. */
public final class VendorPassthruHandler implements RpcHandler<VendorPassthru, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(VendorPassthruHandler.class);

    private final Starter starter;
    private final TaskTools tools;
    private final Workers workers;

    public VendorPassthruHandler(Starter starter, TaskTools tools, Workers workers) {
        this.starter = starter;
        this.tools = tools;
        this.workers = workers;
    }

    @Override
    public Map<String, Object> handle(VendorPassthru request, CallContext context) {
        var task = new Reads(tools).task(request.nodeId());
        var call = VendorMethods.call(request.driverMethod(), request.httpMethod(), request.info());
        var method = checked(task, call);
        if (!method.exclusive()) {
            return VendorMethods.answer(method, withoutLock(task, method, call));
        }
        if (method.async()) {
            starter.start(request.nodeId(), context, node -> work(OperationKind.VENDOR, node, call));
            return VendorMethods.answer(method, null);
        }
        var result =
                starter.startAndWait(request.nodeId(), context, node -> work(OperationKind.VENDOR_SYNC, node, call));
        return VendorMethods.answer(method, result);
    }

    private StartRequest work(OperationKind kind, Node node, VendorCall call) {
        checked(new ReadTask(tools, node), call);
        return StartRequest.quiet(
                kind,
                VendorFlow.args(call),
                kind == OperationKind.VENDOR ? node.with(NodeFields.LAST_ERROR, null) : node);
    }

    private static VendorMethod<NodeTask> checked(ReadTask task, VendorCall call) {
        var methods = task.driver().vendor().nodeMethods(task.node().driver());
        var method = VendorMethods.find(methods, call.method(), call.httpMethod());
        method.check().check(task, call);
        return method;
    }

    private @Nullable Object withoutLock(ReadTask task, VendorMethod<NodeTask> method, VendorCall call) {
        if (!method.async()) {
            return method.work().run(task, call);
        }
        workers.take().start("vendor passthru " + task.node().uuid(), () -> inBackground(task, method, call));
        return null;
    }

    private static void inBackground(ReadTask task, VendorMethod<NodeTask> method, VendorCall call) {
        try {
            method.work().run(task, call);
        } catch (FaultException e) {
            LOG.warn("vendor method {} of {} failed: {}", method.name(), task.node(), e.text());
        }
    }
}

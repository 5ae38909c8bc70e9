package dev.fettle.conductor.vendor;

import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.SimpleFlow;
import dev.fettle.driver.spi.VendorCall;
import dev.fettle.model.operation.OperationKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs vendor methods that need the node's lock. What they do is not known, so none is begun twice. */
public final class VendorFlow {
    private VendorFlow() {}

    /** Two kinds: a failure is told to the caller who waits, else it is noted on the node. */
    public static List<Flow> all() {
        return List.of(
                SimpleFlow.inBackground(OperationKind.VENDOR, "vendor_passthru", SimpleFlow.once(VendorFlow::run)),
                SimpleFlow.whileCallerWaits(
                        OperationKind.VENDOR_SYNC, "vendor_passthru", SimpleFlow.once(VendorFlow::run)));
    }

    static Map<String, Object> args(VendorCall call) {
        return Map.of("method", call.method(), "http_method", call.httpMethod(), "info", call.info());
    }

    private static void run(OperationTask task, Map<String, Object> args) {
        var info = new LinkedHashMap<String, Object>();
        if (args.get("info") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> info.put(String.valueOf(name), value));
        }
        var call = new VendorCall(String.valueOf(args.get("method")), String.valueOf(args.get("http_method")), info);
        var methods = task.driver().vendor().nodeMethods(task.node().driver());
        var method = VendorMethods.find(methods, call.method(), call.httpMethod());
        task.answer(method.work().run(task, call));
    }
}

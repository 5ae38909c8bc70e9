package dev.fettle.gateway;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import dev.fettle.rpc.driver.GetDriverVendorPassthruMethods;
import dev.fettle.rpc.driver.GetRaidLogicalDiskProperties;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.GetConsoleInformation;
import dev.fettle.rpc.node.GetIndicatorState;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import dev.fettle.rpc.node.GetSupportedIndicators;
import dev.fettle.rpc.node.GetVirtualMedia;
import dev.fettle.rpc.node.InjectNmi;
import dev.fettle.rpc.node.SetConsoleMode;
import dev.fettle.rpc.node.SetIndicatorState;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import dev.fettle.rpc.node.VendorPassthru;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conductor says of a machine with two lights, one drive and a console that is on after it was asked for once. */
final class TestMachine {
    private static final Map<String, Object> METHOD = Map.of("async", true, "http_methods", List.of("POST"));

    private final List<RpcRequest<?>> asked;

    private TestMachine(List<RpcRequest<?>> asked) {
        this.asked = asked;
    }

    /** @param asked where requests are noted */
    static RpcHandlers on(RpcHandlers handlers, List<RpcRequest<?>> asked) {
        var machine = new TestMachine(asked);
        return handlers.on(ChangeNodeBootMode.class, (request, _) -> machine.note(request))
                .on(ChangeNodeSecureBoot.class, (request, _) -> machine.note(request))
                .on(SetTargetRaidConfig.class, (request, _) -> machine.raid(request))
                .on(SetConsoleMode.class, (request, _) -> machine.note(request))
                .on(GetConsoleInformation.class, (request, _) -> machine.console(request))
                .on(InjectNmi.class, (request, _) -> machine.note(request))
                .on(SetIndicatorState.class, (request, _) -> machine.note(request))
                .on(GetIndicatorState.class, (request, _) -> request.indicator() + " of " + request.component())
                .on(
                        GetSupportedIndicators.class,
                        (_, _) -> Map.of("chassis", Map.of("led-0", Map.of("readonly", true, "states", List.of("on")))))
                .on(AttachVirtualMedia.class, (request, _) -> machine.note(request))
                .on(DetachVirtualMedia.class, (request, _) -> machine.note(request))
                .on(GetVirtualMedia.class, (_, _) -> List.of(Map.of("media_types", List.of("CD"), "inserted", false)))
                .on(GetNodeVendorPassthruMethods.class, (request, _) -> machine.methods(request))
                .on(GetDriverVendorPassthruMethods.class, (request, _) -> machine.methods(request))
                .on(VendorPassthru.class, (request, _) -> machine.vendor(request, request.driverMethod()))
                .on(DriverVendorPassthru.class, (request, _) -> machine.vendor(request, request.driverMethod()))
                .on(GetRaidLogicalDiskProperties.class, (_, _) -> Map.of("size_gb", "how big"));
    }

    private @Nullable Void note(RpcRequest<?> request) {
        asked.add(request);
        return null;
    }

    private @Nullable Void raid(SetTargetRaidConfig request) {
        if (request.targetRaidConfig().containsKey("no")) {
            throw new FaultException(FaultCode.UNSUPPORTED_DRIVER_EXTENSION, "Driver x does not support raid");
        }
        return note(request);
    }

    private Map<String, Object> console(GetConsoleInformation request) {
        var isOn = asked.stream().anyMatch(it -> it.equals(new SetConsoleMode(request.nodeId(), true)));
        if (!isOn) {
            throw new FaultException(FaultCode.NODE_CONSOLE_NOT_ENABLED, "Console access is not enabled");
        }
        return Map.of("type", "socat", "url", "tcp://192.0.2.1:10000");
    }

    private Map<String, Map<String, Object>> methods(RpcRequest<?> request) {
        note(request);
        return Map.of("do_it", METHOD);
    }

    /** Methods named {@code sync}, {@code attach} and so on. */
    private Map<String, Object> vendor(RpcRequest<?> request, String method) {
        note(request);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("return", method.equals("async") ? null : method.equals("attach") ? "raw \u00e4" : Map.of("a", 1));
        answer.put("async", method.equals("async"));
        answer.put("attach", method.equals("attach"));
        return nonNull(answer);
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private static Map<String, Object> nonNull(Map<String, @Nullable Object> answer) {
        return (Map<String, Object>) (Map<?, ?>) answer;
    }
}

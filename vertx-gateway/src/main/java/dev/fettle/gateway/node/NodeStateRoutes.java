package dev.fettle.gateway.node;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.GetSupportedBootDevices;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.SetNodeMaintenance;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** States, power, maintenance and boot device of a node. */
final class NodeStateRoutes {
    private static final int TIMEOUT_SINCE = 27;

    /** One field of {@code GET states}. */
    private record Row(Field<?> field, int since) {}

    private static final List<Row> STATES = List.of(
            new Row(NodeFields.CONSOLE_ENABLED, 1),
            new Row(NodeFields.LAST_ERROR, 1),
            new Row(NodeFields.POWER_STATE, 1),
            new Row(NodeFields.PROVISION_STATE, 1),
            new Row(NodeFields.PROVISION_UPDATED_AT, 1),
            new Row(NodeFields.TARGET_POWER_STATE, 1),
            new Row(NodeFields.TARGET_PROVISION_STATE, 1),
            new Row(NodeFields.RAID_CONFIG, 12),
            new Row(NodeFields.TARGET_RAID_CONFIG, 12),
            new Row(NodeFields.BOOT_MODE, 75),
            new Row(NodeFields.SECURE_BOOT, 75));

    private final NodeCalls calls;
    private final View.Owners owners;

    NodeStateRoutes(NodeCalls calls, View.Owners owners) {
        this.calls = calls;
        this.owners = owners;
    }

    List<Route> routes() {
        var node = "/v1/nodes/{node}";
        return List.of(
                Route.of("GET", node + "/states", "baremetal:node:get_states", this::states),
                powerRoute(),
                Route.of("GET", node + "/maintenance", "baremetal:node:get", this::notReadable)
                        .checkedByHandler(),
                Route.of("PUT", node + "/maintenance", "baremetal:node:set_maintenance", this::setMaintenance),
                Route.of("DELETE", node + "/maintenance", "baremetal:node:clear_maintenance", this::clearMaintenance),
                Route.of("GET", node + "/management/boot_device", "baremetal:node:get_boot_device", this::bootDevice),
                Route.of(
                        "PUT", node + "/management/boot_device", "baremetal:node:set_boot_device", this::setBootDevice),
                Route.of(
                        "GET",
                        node + "/management/boot_device/supported",
                        "baremetal:node:get_boot_device",
                        this::supportedBootDevices));
    }

    Route powerRoute() {
        return Route.of("PUT", "/v1/nodes/{node}/states/power", "baremetal:node:set_power_state", this::setPower);
    }

    private Answer states(Request request) {
        request.refuseQuery();
        var node = calls.node(request);
        var view = new View(request.version(), request.baseUrl(), owners);
        return Answer.ok(out -> {
            out.writeStartObject();
            for (var row : STATES) {
                if (request.version().atLeast(row.since())) {
                    out.writeFieldName(row.field().name());
                    if (row.field().equals(NodeFields.PROVISION_STATE)) {
                        JsonOut.value(out, NodeFieldTable.provisionState(node.values(), view));
                    } else {
                        JsonOut.value(out, node.values().get(row.field()));
                    }
                }
            }
            out.writeEndObject();
        });
    }

    private Answer setPower(Request request) {
        var node = calls.node(request);
        var arguments = request.arguments(Set.of("target", "timeout"));
        var word = arguments.requiredText("target");
        var timeout = arguments.integer("timeout");
        if (timeout.isPresent()) {
            FieldSet.gate(TIMEOUT_SINCE, request.version());
            if (timeout.get() < 1) {
                throw Parameters.invalid("timeout has to be a positive integer");
            }
        }
        var state = node.provisionState();
        var target = PowerTarget.find(word);
        target.ifPresent(known -> FieldSet.gate(known.sinceMinor(), request.version()));
        if (target.isEmpty()) {
            throw refused(word, node, node.powerState().map(PowerState::word).orElse("None"));
        }
        if (state == ProvisionState.CLEANING || state == ProvisionState.CLEAN_WAIT) {
            throw refused(word, node, state.word());
        }
        if (target.get().reaches() == PowerState.OFF && node.powerOffDisabled()) {
            throw new FaultException(
                    FaultCode.POWER_STATE_FAILURE,
                    "Node %s must not be powered off: disable_power_off is set. Use a reboot instead."
                            .formatted(node.uuid()));
        }
        calls.call(
                request,
                node,
                new ChangeNodePowerState(node.uuid(), target.get().word(), timeout.orElse(null)));
        return Answer.empty(202)
                .with("Location", request.baseUrl() + "/v1/nodes/" + request.variable("node") + "/states");
    }

    private static FaultException refused(String action, Node node, String state) {
        return new FaultException(
                FaultCode.INVALID_STATE_REQUESTED,
                "The requested action \"%s\" can not be performed on node \"%s\" while it is in state \"%s\"."
                        .formatted(Parameters.shown(action), node.uuid(), state));
    }

    /** Without a row of its own it would be read as the name of a field. */
    private Answer notReadable(Request request) {
        var _ = calls.finder().visible(request);
        throw HttpProblem.methodNotAllowed(List.of("DELETE", "PUT"));
    }

    private Answer setMaintenance(Request request) {
        var reason = request.arguments(Set.of("reason")).text("reason");
        calls.callOr400(request, uuid -> new SetNodeMaintenance(uuid, true, reason.orElse(null)));
        return Answer.empty(202);
    }

    private Answer clearMaintenance(Request request) {
        calls.callOr400(request, uuid -> new SetNodeMaintenance(uuid, false, null));
        return Answer.empty(202);
    }

    private Answer bootDevice(Request request) {
        request.refuseQuery();
        var device = calls.call(request, GetBootDevice::new);
        return Answer.ok(out -> JsonOut.value(out, Objects.requireNonNull(device)));
    }

    private Answer supportedBootDevices(Request request) {
        request.refuseQuery();
        var devices = calls.call(request, GetSupportedBootDevices::new);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("supported_boot_devices");
            JsonOut.value(out, devices);
            out.writeEndObject();
        });
    }

    private Answer setBootDevice(Request request) {
        var arguments = request.arguments(Set.of("boot_device", "persistent"));
        var device = arguments.requiredText("boot_device");
        var persistent = arguments.flag("persistent").orElse(false);
        calls.call(request, uuid -> new SetBootDevice(uuid, device, persistent));
        return Answer.empty(204);
    }
}

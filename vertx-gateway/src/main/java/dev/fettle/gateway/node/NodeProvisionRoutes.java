package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.gateway.access.StepRules;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionTransitions;
import dev.fettle.model.step.StepKind;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.rpc.node.RescueNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.UnrescueNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code PUT states/provision}. The order of the checks is part of the contract: {@code states.json} rest_provision_check_order. */
final class NodeProvisionRoutes {
    private static final Set<String> ARGUMENTS = Set.of(
            "target",
            "configdrive",
            "clean_steps",
            "deploy_steps",
            "service_steps",
            "rescue_password",
            "disable_ramdisk",
            "runbook");
    private static final Set<String> CONFIG_DRIVE_KEYS =
            Set.of("meta_data", "network_data", "user_data", "vendor_data");

    private static final int REBUILD_DRIVE_SINCE = 35;
    private static final int DRIVE_OBJECT_SINCE = 56;
    private static final int VENDOR_DATA_SINCE = 59;
    private static final int DEPLOY_STEPS_SINCE = 69;
    private static final int DISABLE_RAMDISK_SINCE = 70;
    private static final int SERVICE_RAMDISK_SINCE = 108;

    private final NodeCalls calls;
    private final NodeRunbooks runbooks;
    private final Configuration config;

    NodeProvisionRoutes(NodeCalls calls, NodeRunbooks runbooks, Configuration config) {
        this.calls = calls;
        this.runbooks = runbooks;
        this.config = config;
    }

    List<Route> routes() {
        return List.of(route());
    }

    Route route() {
        return Route.of(
                        "PUT",
                        "/v1/nodes/{node}/states/provision",
                        "baremetal:node:set_provision_state",
                        this::setProvisionState)
                .limit(Route.BodyLimit.PROVISION);
    }

    private Answer setProvisionState(Request request) {
        var node = calls.node(request);
        var arguments = request.arguments(ARGUMENTS);
        var target = arguments.requiredText("target");
        var version = request.version();
        Verb.find(target).ifPresent(verb -> FieldSet.gate(verb.since(), version));
        StepRules.check(request, arguments, NodeFinder.targetOf(node));
        var verb = allowed(node, target);
        checkConfigDrive(arguments, verb, version);
        var expanded = runbooks.expanded(request, node, verb, arguments);
        checkDisableRamdisk(arguments, verb, version);
        checkSteps(expanded, verb, version);
        FieldSet.gate(verb.since(node.provisionState()), version);
        var command = command(node, verb, expanded);
        checkChildren(request, command);
        calls.call(request, node, command);
        return Answer.empty(202)
                .with("Location", request.baseUrl() + "/v1/nodes/" + request.variable("node") + "/states");
    }

    private static Verb allowed(Node node, String target) {
        var verb = Verb.find(target);
        if (node.maintenance() && verb.filter(Verb::refusedInMaintenance).isPresent()) {
            throw new FaultException(
                    FaultCode.NODE_IN_MAINTENANCE,
                    "The provisioning operation can't be performed on node " + node.uuid()
                            + " because it's in maintenance mode.");
        }
        return verb.filter(known -> ProvisionTransitions.find(node.provisionState(), known.event())
                        .isPresent())
                .orElseThrow(() -> wrongState(node, target));
    }

    /** A node that is in somebody's hands may change soon: worth another try. */
    private static RuntimeException wrongState(Node node, String target) {
        var holder = node.get(NodeFields.RESERVATION);
        if (holder != null) {
            return new FaultException(
                    FaultCode.NODE_LOCKED,
                    "Node %s is locked by host %s, please retry after the current operation is completed."
                            .formatted(node.uuid(), holder));
        }
        return new FaultException(
                FaultCode.INVALID_STATE_REQUESTED,
                "The requested action \"%s\" can not be performed on node \"%s\" while it is in state \"%s\"."
                        .formatted(
                                Parameters.shown(target),
                                node.uuid(),
                                node.provisionState().word()));
    }

    private static void checkConfigDrive(Parameters arguments, Verb verb, Microversion version) {
        var drive = arguments.raw("configdrive");
        if (drive.isEmpty()) {
            return;
        }
        if (verb != Verb.ACTIVE && (verb != Verb.REBUILD || !version.atLeast(REBUILD_DRIVE_SINCE))) {
            throw client("Adding a config drive is only supported when setting provision state to active"
                    + (version.atLeast(REBUILD_DRIVE_SINCE) ? " or rebuild." : "."));
        }
        switch (drive.get()) {
            case String _ -> {}
            case Map<?, ?> parts
            when version.atLeast(DRIVE_OBJECT_SINCE) -> {
                if (parts.containsKey("vendor_data") && !version.atLeast(VENDOR_DATA_SINCE)) {
                    throw client("Providing vendor_data in a config drive is supported from 1." + VENDOR_DATA_SINCE
                            + " on.");
                }
                for (var key : parts.keySet()) {
                    if (!CONFIG_DRIVE_KEYS.contains(String.valueOf(key))) {
                        throw Parameters.invalid(
                                "Schema error for configdrive: Additional properties are not allowed ('"
                                        + Parameters.shown(String.valueOf(key)) + "' was unexpected); it takes "
                                        + CONFIG_DRIVE_KEYS.stream().sorted().toList());
                    }
                }
            }
            case Map<?, ?> _ ->
                throw client("Providing a JSON object for a config drive is supported from 1." + DRIVE_OBJECT_SINCE
                        + " on.");
            default -> throw Parameters.invalid("Schema error for configdrive: it is neither a string nor an object.");
        }
    }

    private static void checkDisableRamdisk(Parameters arguments, Verb verb, Microversion version) {
        if (arguments.flag("disable_ramdisk").isEmpty()) {
            return;
        }
        FieldSet.gate(verb == Verb.SERVICE ? SERVICE_RAMDISK_SINCE : DISABLE_RAMDISK_SINCE, version);
        if (verb != Verb.CLEAN && verb != Verb.SERVICE) {
            throw client("disable_ramdisk is supported only with clean and service.");
        }
    }

    private void checkSteps(Parameters arguments, Verb verb, Microversion version) {
        if (arguments.has("clean_steps") && verb != Verb.CLEAN) {
            throw client("\"clean_steps\" is only valid when setting target provision state to clean");
        }
        if (arguments.has("deploy_steps")) {
            FieldSet.gate(DEPLOY_STEPS_SINCE, version);
            if (verb != Verb.ACTIVE && verb != Verb.REBUILD) {
                throw client("\"deploy_steps\" is only valid when setting target provision state to active or rebuild");
            }
        }
        var password = arguments.text("rescue_password");
        if (password.isPresent() && verb != Verb.RESCUE) {
            throw client("\"rescue_password\" is only valid when setting target provision state to rescue");
        }
        if (arguments.has("service_steps") && verb != Verb.SERVICE) {
            throw client("\"service_steps\" is only valid when setting target provision state to service");
        }
    }

    private RpcRequest<Void> command(Node node, Verb verb, Parameters arguments) {
        var uuid = node.uuid();
        return switch (verb) {
            case ACTIVE, DEPLOY -> deploy(node, false, arguments);
            case REBUILD -> deploy(node, true, arguments);
            case DELETED, UNDEPLOY -> new TearDownNode(uuid);
            case INSPECT -> new InspectNode(uuid);
            case CLEAN -> {
                var steps = arguments
                        .raw("clean_steps")
                        .orElseThrow(() -> client("\"clean_steps\" must be specified to perform the clean action."));
                var disallowed = config.get(ApiOptions.DISALLOW_CLEAN_STEPS);
                yield new CleanNode(
                        uuid,
                        StepLists.check(steps, StepKind.CLEAN, "clean_steps", disallowed),
                        arguments.flag("disable_ramdisk").orElse(null));
            }
            case MANAGE, PROVIDE, ABORT, ADOPT, UNHOLD -> new DoProvisioningAction(uuid, verb.word());
            case RESCUE -> new RescueNode(uuid, rescuePassword(arguments));
            case UNRESCUE -> new UnrescueNode(uuid);
            case SERVICE -> {
                var steps = arguments
                        .raw("service_steps")
                        .orElseThrow(
                                () -> client("\"service_steps\" must be specified to perform the service action."));
                var disallowed = config.get(ApiOptions.DISALLOW_SERVICE_STEPS);
                yield new ServiceNode(
                        uuid,
                        StepLists.check(steps, StepKind.SERVICE, "service_steps", disallowed),
                        arguments.flag("disable_ramdisk").orElse(null));
            }
        };
    }

    /** Nodes that steps name beside the one in the path: the caller must be allowed to do there what is asked for. */
    private void checkChildren(Request request, RpcRequest<Void> command) {
        var steps = switch (command) {
            case CleanNode clean -> clean.cleanSteps();
            case ServiceNode service -> service.serviceSteps();
            default -> List.<Map<String, Object>>of();
        };
        StepLists.children(steps).forEach(child -> {
            var node = calls.finder().visibleArgument(request, child);
            request.require(request.rule(), NodeFinder.targetOf(node));
        });
    }

    private static String rescuePassword(Parameters arguments) {
        return arguments
                .text("rescue_password")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> client(
                        "A non-empty \"rescue_password\" is required when setting target provision state to rescue"));
    }

    private DeployNode deploy(Node node, boolean rebuild, Parameters arguments) {
        var steps = arguments
                .raw("deploy_steps")
                .map(given -> StepLists.check(
                        given, StepKind.DEPLOY, "deploy_steps", config.get(ApiOptions.DISALLOW_DEPLOY_STEPS)))
                .orElse(null);
        return new DeployNode(node.uuid(), rebuild, arguments.raw("configdrive").orElse(null), steps);
    }

    private static HttpProblem client(String text) {
        return HttpProblem.fault(400, text);
    }
}

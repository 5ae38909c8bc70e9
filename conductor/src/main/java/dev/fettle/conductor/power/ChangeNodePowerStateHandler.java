package dev.fettle.conductor.power;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ChangeNodePowerState;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Starts a power change. */
public final class ChangeNodePowerStateHandler implements RpcHandler<ChangeNodePowerState, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public ChangeNodePowerStateHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(ChangeNodePowerState request, CallContext context) {
        var target = PowerTarget.find(request.newState())
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "'" + request.newState() + "' is no power state to change to."));
        starter.start(request.nodeId(), context, node -> checked(node, target, request.timeout()));
        return null;
    }

    private StartRequest checked(Node node, PowerTarget target, @Nullable Integer timeout) {
        if (node.provisionState() == ProvisionState.CLEANING || node.provisionState() == ProvisionState.CLEAN_WAIT) {
            throw StateChange.notAllowed(node, target.word());
        }
        if (target.reaches() == PowerState.OFF && node.powerOffDisabled()) {
            throw NodePower.powerOffDisabled(node);
        }
        var task = new ReadTask(tools, node);
        var power = task.driver().power();
        if (!power.supported().contains(target)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "The driver " + node.driver() + " does not support the power state " + target.word() + ".");
        }
        power.validate(task);
        var args = new LinkedHashMap<String, Object>();
        args.put("target", target.word());
        if (timeout != null) {
            args.put("timeout", timeout);
        }
        return StartRequest.quiet(
                OperationKind.POWER,
                args,
                node.with(NodeFields.TARGET_POWER_STATE, target.reaches().word())
                        .with(NodeFields.LAST_ERROR, null));
    }
}

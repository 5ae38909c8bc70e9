package dev.fettle.conductor.step;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import java.util.Map;
import java.util.Optional;

/**
 * Work that passed its checks against the node as it was read.
 *
 * @param event moves the provision state at once; empty for work that has no part in it, such as power
 * @param forced target state that the event is fired with
 * @param supersede whether work that waits on the node is given up for it
 * @param node the node as it is to be saved with the acceptance, before the event
 */
public record StartRequest(
        OperationKind kind,
        Optional<ProvisionEvent> event,
        Optional<ProvisionState> forced,
        boolean supersede,
        Map<String, Object> args,
        Node node) {

    public static StartRequest of(OperationKind kind, ProvisionEvent event, Node node) {
        return new StartRequest(kind, Optional.of(event), Optional.empty(), false, Map.of(), node);
    }

    public static StartRequest quiet(OperationKind kind, Map<String, Object> args, Node node) {
        return new StartRequest(kind, Optional.empty(), Optional.empty(), false, args, node);
    }

    public StartRequest with(Map<String, Object> otherArgs) {
        return new StartRequest(kind, event, forced, supersede, otherArgs, node);
    }

    public StartRequest superseding() {
        return new StartRequest(kind, event, forced, true, args, node);
    }

    public StartRequest aimingAt(ProvisionState target) {
        return new StartRequest(kind, event, Optional.of(target), supersede, args, node);
    }
}

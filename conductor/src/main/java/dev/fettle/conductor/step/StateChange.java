package dev.fettle.conductor.step;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionTransitions;
import dev.fettle.model.provision.Transition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** Fires events of the provision machine: the only code that sets the state fields ({@code contract/states.json} semantics). */
public final class StateChange {
    private final Clock clock;
    private final Consumer<Transition> moves;

    /** @param moves is told of every move that is made, on the thread that makes it; some are not saved in the end */
    public StateChange(Clock clock, Consumer<Transition> moves) {
        this.clock = clock;
        this.moves = moves;
    }

    /** The move that the event makes in the node's state. */
    public static Transition move(Node node, ProvisionEvent event) {
        return ProvisionTransitions.find(node.provisionState(), event)
                .orElseThrow(() -> notAllowed(node, event.word()));
    }

    /** Text that clients match. */
    public static FaultException notAllowed(Node node, String action) {
        return new FaultException(
                FaultCode.INVALID_STATE_REQUESTED,
                "The requested action \"" + action + "\" can not be performed on node \"" + node.uuid()
                        + "\" while it is in state \"" + node.provisionState() + "\".");
    }

    /** The target that manual cleaning forces with every event ({@code contract/states.json} manual_clean_trap); empty otherwise. */
    public static Optional<ProvisionState> manualTarget(Node node) {
        return node.targetProvisionState().filter(target -> target == ProvisionState.MANAGEABLE);
    }

    /** The node after an event that starts work: its error of before is cleared. */
    public Node starting(Node node, ProvisionEvent event, Optional<ProvisionState> forced) {
        return moved(node, move(node, event), forced, true).with(NodeFields.LAST_ERROR, null);
    }

    /** The node after an event that ends or parks work; {@code last_error} stays. */
    public Node ending(Node node, ProvisionEvent event, Optional<ProvisionState> forced) {
        return moved(node, move(node, event), forced, false);
    }

    private Node moved(Node node, Transition move, Optional<ProvisionState> forced, boolean workFollows) {
        var target = ProvisionTransitions.targetAfter(move, node.targetProvisionState(), forced, workFollows);
        moves.accept(move);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var changed = node.with(NodeFields.PROVISION_STATE, move.to().word())
                .with(
                        NodeFields.TARGET_PROVISION_STATE,
                        target.map(ProvisionState::word).orElse(null))
                .with(NodeFields.PROVISION_UPDATED_AT, now);
        return switch (move.to()) {
            case INSPECTING ->
                changed.with(NodeFields.INSPECTION_STARTED_AT, now).with(NodeFields.INSPECTION_FINISHED_AT, null);
            case INSPECT_FAILED -> changed.with(NodeFields.INSPECTION_STARTED_AT, null);
            case MANAGEABLE ->
                inspected(move)
                        ? changed.with(NodeFields.INSPECTION_FINISHED_AT, now)
                                .with(NodeFields.INSPECTION_STARTED_AT, null)
                        : changed;
            default -> changed;
        };
    }

    private static boolean inspected(Transition move) {
        return move.from() == ProvisionState.INSPECTING || move.from() == ProvisionState.INSPECT_WAIT;
    }
}

package dev.fettle.conductor.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateChangeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final StateChange states = new StateChange(Clock.fixed(NOW, ZoneOffset.UTC), _ -> {});

    @Test
    void starting_setsStateTargetAndTime_andClearsTheError() {
        var node = states.starting(node(ProvisionState.AVAILABLE), ProvisionEvent.DEPLOY, Optional.empty());

        assertThat(node.provisionState()).isEqualTo(ProvisionState.DEPLOYING);
        assertThat(node.targetProvisionState()).contains(ProvisionState.ACTIVE);
        assertThat(node.get(NodeFields.PROVISION_UPDATED_AT)).isEqualTo(NOW);
        assertThat(node.get(NodeFields.LAST_ERROR)).isNull();
    }

    @Test
    void ending_inAStableState_hasNoTarget() {
        var busy = node(ProvisionState.DEPLOYING).with(NodeFields.TARGET_PROVISION_STATE, "active");

        var node = states.ending(busy, ProvisionEvent.DONE, Optional.empty());

        assertThat(node.provisionState()).isEqualTo(ProvisionState.ACTIVE);
        assertThat(node.targetProvisionState()).isEmpty();
    }

    @Test
    void manualCleaning_keepsItsTargetOverAWait() {
        var cleaning = states.starting(
                node(ProvisionState.MANAGEABLE), ProvisionEvent.CLEAN, Optional.of(ProvisionState.MANAGEABLE));

        var waiting = states.ending(cleaning, ProvisionEvent.WAIT, Optional.of(ProvisionState.MANAGEABLE));

        assertThat(waiting.provisionState()).isEqualTo(ProvisionState.CLEAN_WAIT);
        assertThat(waiting.targetProvisionState()).contains(ProvisionState.MANAGEABLE);
    }

    @Test
    void inspection_isStampedAtBothEnds() {
        var inspecting = states.starting(node(ProvisionState.MANAGEABLE), ProvisionEvent.INSPECT, Optional.empty());
        assertThat(inspecting.get(NodeFields.INSPECTION_STARTED_AT)).isEqualTo(NOW);

        var done = states.ending(inspecting, ProvisionEvent.DONE, Optional.empty());
        assertThat(done.get(NodeFields.INSPECTION_STARTED_AT)).isNull();
        assertThat(done.get(NodeFields.INSPECTION_FINISHED_AT)).isEqualTo(NOW);
    }

    @Test
    void move_notAllowed_isRefusedInTheWordsThatClientsKnow() {
        var node = node(ProvisionState.ENROLL);

        assertThatThrownBy(() -> StateChange.move(node, ProvisionEvent.DEPLOY))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_STATE_REQUESTED);
                    assertThat(fault.text())
                            .isEqualTo("The requested action \"deploy\" can not be performed on node \"" + node.uuid()
                                    + "\" while it is in state \"enroll\".");
                });
    }

    private static Node node(ProvisionState state) {
        return Node.of(Values.none(NodeFields.TABLE)
                .with(NodeFields.UUID, UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123"))
                .with(NodeFields.PROVISION_STATE, state.word())
                .with(NodeFields.TARGET_PROVISION_STATE, null)
                .with(NodeFields.LAST_ERROR, "an old one"));
    }
}

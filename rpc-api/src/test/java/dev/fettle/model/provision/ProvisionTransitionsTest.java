package dev.fettle.model.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.provision.ProvisionState.Kind;
import dev.fettle.model.provision.ProvisionState.Trait;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table equals the contract ({@code contract/states.json}), and no state is a trap. */
class ProvisionTransitionsTest {
    private static final JsonNode CONTRACT = contract();

    static Stream<JsonNode> states() {
        return StreamSupport.stream(CONTRACT.path("states").spliterator(), false);
    }

    static Stream<JsonNode> transitions() {
        return StreamSupport.stream(CONTRACT.path("transitions").spliterator(), false);
    }

    @Test
    void everyStateAndMoveOfTheContractIsThereAndNoOther() {
        assertThat(Arrays.stream(ProvisionState.values()).map(ProvisionState::word))
                .containsExactlyInAnyOrderElementsOf(
                        states().map(row -> row.path("name").asText()).toList());
        assertThat(ProvisionTransitions.ALL.stream().map(move -> move.from() + " " + move.event() + " " + move.to()))
                .containsExactlyInAnyOrderElementsOf(transitions()
                        .map(row -> row.path("from").asText() + " "
                                + row.path("event").asText() + " "
                                + row.path("to").asText())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateIsAsTheContractSays(JsonNode row) {
        var state = ProvisionState.of(row.path("name").asText());
        assertThat(state.kind()).isEqualTo(kindOf(row));
        assertThat(state.stable()).isEqualTo(row.path("stable").asBoolean());
        assertThat(state.unstable()).isEqualTo(row.path("unstable_list").asBoolean());
        assertThat(state.defaultTarget().map(ProvisionState::word).orElse(null))
                .isEqualTo(row.path("default_target").textValue());
        assertThat(state.networkType()).isEqualTo(row.path("network_type").asText());
        assertThat(state.has(Trait.UPDATABLE))
                .isEqualTo(row.path("update_allowed_while_target_set").asBoolean());
        // an available node can be deleted unless [conductor]allow_deleting_available_nodes is off
        assertThat(state.has(Trait.DELETABLE))
                .isEqualTo(row.path("delete_allowed").asBoolean() || state == ProvisionState.AVAILABLE);
        assertThat(state.lookupAllowed(false))
                .isEqualTo(row.path("lookup_allowed").asBoolean());
        assertThat(state.lookupAllowed(true))
                .isEqualTo(row.path("lookup_allowed_fast_track").asBoolean());
        assertThat(state.heartbeatAccepted(false))
                .isEqualTo(row.path("heartbeat_accepted").asBoolean());
        assertThat(state.heartbeatAccepted(true))
                .isEqualTo(row.path("heartbeat_accepted_fast_track").asBoolean());
        assertThat(Arrays.stream(ProvisionEvent.values())
                        .filter(event -> ProvisionTransitions.find(state, event).isPresent())
                        .map(ProvisionEvent::word)
                        .sorted())
                .containsExactlyElementsOf(
                        StreamSupport.stream(row.path("events").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void aMoveSetsTheTargetThatTheContractSays(JsonNode row) {
        var move = ProvisionTransitions.find(
                        ProvisionState.of(row.path("from").asText()),
                        ProvisionEvent.find(row.path("event").asText()).orElseThrow())
                .orElseThrow();
        assertThat(ProvisionTransitions.targetAfter(move, Optional.empty(), Optional.empty(), true)
                        .map(ProvisionState::word)
                        .orElse(null))
                .isEqualTo(row.path("target").textValue());
    }

    @ParameterizedTest
    @EnumSource
    void workCanFail(ProvisionState state) {
        if (state.kind() == Kind.BUSY || state.kind() == Kind.WAIT) {
            var failure = ProvisionTransitions.find(state, ProvisionEvent.FAIL);
            assertThat(failure).as("fail row of %s", state).isPresent();
            // a node that could not be verified simply stays what it was
            var rests = Set.of(ProvisionState.ENROLL, ProvisionState.ERROR);
            assertThat(failure.orElseThrow().to())
                    .matches(to -> to.kind() == Kind.FAILED || rests.contains(to), "a state of failure");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStateCanBeReachedAndLeft(ProvisionState state) {
        assertThat(ProvisionTransitions.ALL.stream().filter(move -> move.from() == state))
                .isNotEmpty();
        if (state != ProvisionState.ENROLL) {
            assertThat(reachableFrom(ProvisionState.ENROLL)).contains(state);
        }
        assertThat(reachableFrom(state)).as("a way back for the next tenant").contains(ProvisionState.AVAILABLE);
    }

    @Test
    void aHeldNodeCanBeLetGo() {
        for (var state : ProvisionState.values()) {
            if (state.kind() == Kind.HOLD) {
                assertThat(ProvisionTransitions.find(state, ProvisionEvent.UNHOLD))
                        .isPresent();
                assertThat(ProvisionTransitions.find(state, ProvisionEvent.ABORT))
                        .isPresent();
            }
        }
    }

    @Test
    void aStableStateWithoutWorkHasNoTargetAndAForcedTargetWins() {
        var done = ProvisionTransitions.find(ProvisionState.CLEANING, ProvisionEvent.MANAGE)
                .orElseThrow();
        var manageable = Optional.of(ProvisionState.MANAGEABLE);
        assertThat(ProvisionTransitions.targetAfter(done, manageable, Optional.empty(), false))
                .isEmpty();
        var wait = ProvisionTransitions.find(ProvisionState.CLEANING, ProvisionEvent.WAIT)
                .orElseThrow();
        assertThat(ProvisionTransitions.targetAfter(wait, manageable, Optional.empty(), false))
                .contains(ProvisionState.AVAILABLE);
        assertThat(ProvisionTransitions.targetAfter(wait, manageable, manageable, false))
                .isEqualTo(manageable);
    }

    private static Set<ProvisionState> reachableFrom(ProvisionState start) {
        var reached = new HashSet<>(Set.of(start));
        for (var grown = true; grown; ) {
            grown = ProvisionTransitions.ALL.stream()
                    .filter(move -> reached.contains(move.from()))
                    .map(move -> reached.add(move.to()))
                    .reduce(false, Boolean::logicalOr);
        }
        return reached;
    }

    private static Kind kindOf(JsonNode row) {
        if (row.path("stable").asBoolean()) {
            return Kind.STABLE;
        } else if (row.path("failure").asBoolean()) {
            return Kind.FAILED;
        } else if (row.path("hold").asBoolean()) {
            return Kind.HOLD;
        }
        return row.path("wait_for_callback").asBoolean() ? Kind.WAIT : Kind.BUSY;
    }

    private static JsonNode contract() {
        try (var in = ProvisionTransitionsTest.class.getResourceAsStream("/contract/states.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

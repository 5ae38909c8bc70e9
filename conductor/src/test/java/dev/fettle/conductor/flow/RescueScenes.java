package dev.fettle.conductor.flow;

import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.RESCUED;
import static dev.fettle.model.provision.ProvisionState.RESCUE_FAILED;
import static dev.fettle.model.provision.ProvisionState.RESCUE_WAIT;
import static dev.fettle.model.provision.ProvisionState.UNRESCUE_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.FaultCode;
import dev.fettle.model.InterfaceKind;
import dev.fettle.rpc.node.RescueNode;
import java.util.Map;
import java.util.function.Consumer;

/** Rescue and back. */
final class RescueScenes {
    private RescueScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.ofEntries(
                Map.entry("rescue waits for the agent, the password does not stay", RescueScenes::waits),
                Map.entry("a failed rescue is powered off; ways on", RescueScenes::failed),
                Map.entry("a failed hand-over fails the rescue", RescueScenes::handOverFails),
                Map.entry("a wait that is too long fails", RescueScenes::timeout),
                Map.entry("abort while the rescue waits", RescueScenes::aborted),
                Map.entry("an abort whose clean-up fails blocks the machine", RescueScenes::abortFails),
                Map.entry("a failed unrescue; ways on", RescueScenes::unrescueFails),
                Map.entry("the instance is taken off in every state of a rescue", RescueScenes::deleted),
                Map.entry("what cannot be rescued is refused", RescueScenes::refused),
                Map.entry("fake hardware is rescued at once", RescueScenes::fake));
    }

    private static void waits(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "wait")
                .rescue()
                .reaches(RESCUE_WAIT)
                .targets(RESCUED);
        assertThat(machine.now().instanceInfo()).containsEntry("rescue_password", Machine.PASSWORD);
        assertThat(String.valueOf(machine.now().instanceInfo().get("hashed_rescue_password")))
                .startsWith("$5$");
        machine.heartbeat().reaches(RESCUED).targets(null).hasNoError();
        assertNoPassword(machine);
        machine.plays("rescue", "done")
                .rescue()
                .reaches(RESCUED)
                .unrescue()
                .reaches(ACTIVE)
                .hasNoError();
    }

    private static void failed(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "fail")
                .rescue()
                .reaches(RESCUE_FAILED)
                .targets(RESCUED)
                .failedWith("lets rescue fail");
        assertNoPassword(machine);
        machine.rescue().reaches(RESCUE_FAILED).unrescue().reaches(ACTIVE).hasNoError();
    }

    private static void handOverFails(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "wait")
                .plays("finish_rescue", "fail")
                .rescue()
                .reaches(RESCUE_WAIT)
                .heartbeat()
                .reaches(RESCUE_FAILED)
                .failedWith("lets finish_rescue fail");
        assertNoPassword(machine);
    }

    private static void timeout(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "expire")
                .plays("clean_up_rescue", "fail")
                .rescue()
                .reaches(RESCUE_FAILED)
                .targets(RESCUED)
                .failedWith("Timeout")
                .failedWith("lets clean_up_rescue fail");
        assertNoPassword(machine);
    }

    private static void aborted(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "wait")
                .rescue()
                .reaches(RESCUE_WAIT)
                .verb("abort")
                .reaches(RESCUE_FAILED)
                .failedWith("By request")
                .isBlocked(null);
        assertNoPassword(machine);
    }

    private static void abortFails(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("rescue", "wait")
                .plays("clean_up_rescue", "fail")
                .rescue()
                .reaches(RESCUE_WAIT)
                .verb("abort")
                .reaches(RESCUE_FAILED)
                .isBlocked("rescue abort failure");
        assertNoPassword(machine);
    }

    private static void unrescueFails(Stage stage) {
        stage.machine()
                .active()
                .rescue()
                .reaches(RESCUED)
                .plays("unrescue", "fail")
                .unrescue()
                .reaches(UNRESCUE_FAILED)
                .targets(ACTIVE)
                .failedWith("lets unrescue fail")
                .unrescue()
                .reaches(UNRESCUE_FAILED)
                .rescue()
                .reaches(RESCUED)
                .plays("unrescue", "done")
                .unrescue()
                .reaches(ACTIVE);
    }

    private static void deleted(Stage stage) {
        stage.machine().active().rescue().reaches(RESCUED).delete().reaches(AVAILABLE);
        var waiting = stage.machine().active().plays("rescue", "wait").rescue().reaches(RESCUE_WAIT);
        waiting.delete().reaches(AVAILABLE);
        assertNoPassword(waiting);
        stage.machine()
                .active()
                .plays("rescue", "fail")
                .rescue()
                .reaches(RESCUE_FAILED)
                .delete()
                .reaches(AVAILABLE);
        stage.machine()
                .active()
                .rescue()
                .reaches(RESCUED)
                .plays("unrescue", "fail")
                .unrescue()
                .reaches(UNRESCUE_FAILED)
                .delete()
                .reaches(AVAILABLE);
    }

    private static void refused(Stage stage) {
        var machine = stage.machine().active();
        assertThat(machine.refusal(new RescueNode(machine.uuid(), " ")).code())
                .isEqualTo(FaultCode.INVALID_PARAMETER_VALUE);
        machine.maintenance(true);
        assertThat(machine.refusal(new RescueNode(machine.uuid(), "x")).code())
                .isEqualTo(FaultCode.NODE_IN_MAINTENANCE);
        var without =
                stage.fakeMachine(Map.of(InterfaceKind.RESCUE, "no-rescue")).active();
        assertThat(without.refusal(new RescueNode(without.uuid(), "x")).code())
                .isEqualTo(FaultCode.UNSUPPORTED_DRIVER_EXTENSION);
        assertThat(without.now().provisionState()).isEqualTo(ACTIVE);
    }

    private static void fake(Stage stage) {
        stage.fakeMachine(Map.of())
                .active()
                .rescue()
                .reaches(RESCUED)
                .unrescue()
                .reaches(ACTIVE)
                .hasNoError();
    }

    private static void assertNoPassword(Machine machine) {
        assertThat(machine.now().instanceInfo()).doesNotContainKeys("rescue_password", "hashed_rescue_password");
    }
}

package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.CLEAN_FAILED;
import static dev.fettle.model.provision.ProvisionState.CLEAN_HOLD;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.FaultCode;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.ContinueNodeClean;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.PatchNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Cleaning, automated and manual, with the steps that the conductor itself carries out. */
final class CleaningScenes {
    private static final Map<String, Object> HOLD = step("vendor", "hold");
    private static final Map<String, Object> ERASE = step("deploy", "erase");
    private static final Map<String, Object> WELD = step("deploy", "weld");

    private CleaningScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.ofEntries(
                Map.entry("automated cleaning waits for the agent and goes on", CleaningScenes::automated),
                Map.entry("a failed step blocks the machine until somebody looks", CleaningScenes::failedStep),
                Map.entry("a wait that is too long fails, manual cleaning keeps its target", CleaningScenes::timeout),
                Map.entry("a wait in maintenance does not time out", CleaningScenes::timeoutInMaintenance),
                Map.entry("a clean-up that fails too keeps the target", CleaningScenes::uncleaned),
                Map.entry("abort while an abortable step waits", CleaningScenes::aborted),
                Map.entry("abort is noted while a step must not be interrupted", CleaningScenes::abortedLater),
                Map.entry("hold stops until unhold, the lock is free meanwhile", CleaningScenes::held),
                Map.entry("what needed no ramdisk has none torn down", CleaningScenes::withoutRamdisk),
                Map.entry("hold is aborted", CleaningScenes::heldAndAborted),
                Map.entry("wait for seconds goes on by itself", CleaningScenes::pause),
                Map.entry("wait without seconds goes on by a heartbeat", CleaningScenes::waitForAgent),
                Map.entry("power steps switch the machine", CleaningScenes::power),
                Map.entry("wrong arguments of reserved steps are refused", CleaningScenes::wrongArguments),
                Map.entry("a step needs the arguments it takes, and no others", CleaningScenes::argumentsOfDrivers),
                Map.entry("a retired machine ends manageable", CleaningScenes::retired),
                Map.entry("steps run on child nodes", CleaningScenes::children),
                Map.entry("a step that fails on a child fails the parent's", CleaningScenes::failingChild),
                Map.entry("only children can be named", CleaningScenes::strangers));
    }

    private static void automated(Stage stage) {
        stage.machine()
                .manageable()
                .plays("prepare_cleaning", "wait")
                .plays("erase", "wait")
                .verb("provide")
                .reaches(CLEAN_WAIT)
                .targets(AVAILABLE)
                .heartbeat()
                .becomes(
                        "erasing",
                        node -> "erase"
                                        .equals(node.require(NodeFields.CLEAN_STEP)
                                                .get("step"))
                                && node.provisionState() == CLEAN_WAIT
                                && node.get(NodeFields.RESERVATION) == null)
                .heartbeat()
                .reaches(AVAILABLE)
                .targets(null)
                .hasNoError();
    }

    private static void failedStep(Stage stage) {
        stage.machine()
                .manageable()
                .plays("erase", "fail")
                .verb("provide")
                .reaches(CLEAN_FAILED)
                .targets(AVAILABLE)
                .isBlocked("clean failure")
                .failedWith("lets erase fail")
                .verb("manage")
                .reaches(MANAGEABLE);
    }

    private static void timeout(Stage stage) {
        stage.machine()
                .manageable()
                .plays("erase", "expire")
                .clean(ERASE)
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .isBlocked("clean failure")
                .failedWith("Timeout");
    }

    private static void timeoutInMaintenance(Stage stage) {
        var spared = stage.machine().manageable().plays("erase", "expire");
        var other = stage.machine().manageable().plays("erase", "expire");
        spared.edit(node -> node.with(NodeFields.MAINTENANCE, true))
                .verb("provide")
                .reaches(CLEAN_WAIT);
        other.verb("provide").reaches(CLEAN_FAILED);
        assertThat(spared.now().provisionState()).isEqualTo(CLEAN_WAIT);
        spared.maintenance(false).reaches(CLEAN_FAILED);
    }

    private static void uncleaned(Stage stage) {
        stage.machine()
                .manageable()
                .plays("erase", "fail")
                .plays("tear_down_cleaning", "fail")
                .clean(ERASE)
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .failedWith("lets erase fail")
                .failedWith("The clean-up failed too")
                .isBlocked("clean failure");
    }

    private static void aborted(Stage stage) {
        stage.machine()
                .manageable()
                .plays("erase", "wait")
                .clean(ERASE)
                .reaches(CLEAN_WAIT)
                .targets(MANAGEABLE)
                .verb("abort")
                .becomes("cleaned up", node -> node.get(NodeFields.LAST_ERROR) != null)
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .failedWith("By request")
                .isBlocked(null);
    }

    private static void abortedLater(Stage stage) {
        var machine = stage.machine()
                .manageable()
                .plays("weld", "wait")
                .clean(WELD, ERASE)
                .reaches(CLEAN_WAIT);
        machine.verb("abort").reaches(CLEAN_WAIT);
        assertThat(machine.now().require(NodeFields.CLEAN_STEP)).containsEntry("abort_after", true);
        machine.heartbeat()
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .failedWith("By request")
                .isBlocked(null);
    }

    private static void held(Stage stage) {
        var machine = stage.machine()
                .manageable()
                .clean(HOLD, ERASE)
                .reaches(CLEAN_HOLD)
                .targets(MANAGEABLE);
        assertThat(machine.now().require(NodeFields.CLEAN_STEP)).containsEntry("step", "hold");
        machine.verb("unhold").reaches(MANAGEABLE).hasNoError();
        assertThat(machine.now().internalInfo()).doesNotContainKeys("released_step", "clean_steps");
        assertThat(machine.refusal(new DoProvisioningAction(machine.uuid(), "unhold"))
                        .code())
                .isEqualTo(FaultCode.INVALID_STATE_REQUESTED);
    }

    private static void heldAndAborted(Stage stage) {
        stage.machine()
                .manageable()
                .clean(HOLD, ERASE)
                .reaches(CLEAN_HOLD)
                .verb("abort")
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .becomes(
                        "told",
                        node -> String.valueOf(node.get(NodeFields.LAST_ERROR)).contains("By request"))
                .verb("manage")
                .reaches(MANAGEABLE);
    }

    private static void withoutRamdisk(Stage stage) {
        var machine =
                stage.machine().manageable().plays("tear_down_cleaning", "fail").plays("set_power", "fail");
        machine.clean(HOLD)
                .reaches(CLEAN_HOLD)
                .verb("abort")
                .becomes(
                        "told",
                        node -> String.valueOf(node.get(NodeFields.LAST_ERROR)).contains("By request"))
                .reaches(CLEAN_FAILED)
                .isBlocked(null)
                .manageable()
                .clean(step("power", "power_on"))
                .reaches(CLEAN_FAILED)
                .isBlocked("clean failure");
        assertThat(machine.now().get(NodeFields.LAST_ERROR))
                .contains("lets set_power fail")
                .doesNotContain("tear_down_cleaning");
        assertThat(machine.now().internalInfo()).doesNotContainKey("cleaning_disable_ramdisk");
    }

    private static void pause(Stage stage) {
        stage.machine()
                .manageable()
                .clean(step("power", "wait", Map.of("seconds", 1)))
                .reaches(CLEAN_WAIT)
                .heartbeat()
                .reaches(MANAGEABLE)
                .hasNoError();
    }

    private static void waitForAgent(Stage stage) {
        var machine = stage.machine().manageable().clean(step("power", "wait")).reaches(CLEAN_WAIT);
        machine.cast(new ContinueNodeClean(machine.uuid())).reaches(MANAGEABLE).hasNoError();
    }

    private static void power(Stage stage) {
        var machine =
                stage.machine().manageable().clean(step("power", "power_on")).reaches(MANAGEABLE);
        assertThat(machine.now().get(NodeFields.POWER_STATE)).isEqualTo("power on");
        machine.clean(step("bios", "reboot"), step("vendor", "power_off"))
                .reaches(MANAGEABLE)
                .hasNoError();
        assertThat(machine.now().get(NodeFields.POWER_STATE)).isEqualTo("power off");
    }

    private static void wrongArguments(Stage stage) {
        var machine = stage.machine().manageable();
        for (var args : List.of(Map.<String, Object>of("seconds", 0), Map.<String, Object>of("minutes", 1))) {
            assertThat(machine.refusal(new CleanNode(machine.uuid(), List.of(step("power", "wait", args)), null))
                            .code())
                    .isEqualTo(FaultCode.INVALID_PARAMETER_VALUE);
        }
        assertThat(machine.refusal(new CleanNode(machine.uuid(), List.of(ERASE), true))
                        .text())
                .contains("disable_ramdisk")
                .contains("deploy.erase");
        machine.ask(new CleanNode(machine.uuid(), List.of(step("power", "power_on")), true))
                .reaches(MANAGEABLE);
    }

    private static void argumentsOfDrivers(Stage stage) {
        var machine = stage.machine().manageable();
        var update = step("firmware", "update", Map.of("settings", List.of(Map.of("component", "bios"))));
        machine.clean(update).reaches(MANAGEABLE).hasNoError();
        for (var args : List.of(Map.<String, Object>of(), Map.<String, Object>of("settings", List.of(), "speed", 1))) {
            assertThat(machine.refusal(new CleanNode(machine.uuid(), List.of(step("firmware", "update", args)), null))
                            .text())
                    .contains("firmware.update")
                    .contains("It takes settings");
        }
    }

    private static void retired(Stage stage) {
        stage.machine()
                .active()
                .edit(node -> node.with(NodeFields.RETIRED, true))
                .delete()
                .reaches(MANAGEABLE);
    }

    private static void children(Stage stage) {
        var parent = stage.machine().manageable();
        var child = childOf(stage, parent);
        var other = childOf(stage, parent);
        parent.clean(onChildren(step("power", "power_on"), child))
                .reaches(MANAGEABLE)
                .hasNoError();
        assertThat(child.now().get(NodeFields.POWER_STATE)).isEqualTo("power on");
        assertThat(other.now().get(NodeFields.POWER_STATE)).isNotEqualTo("power on");
        parent.clean(onChildren(step("deploy", "erase"))).reaches(MANAGEABLE).hasNoError();
        assertThat(child.now().provisionState()).isEqualTo(ProvisionState.ENROLL);
        assertThat(child.now().get(NodeFields.RESERVATION)).isNull();
    }

    private static void failingChild(Stage stage) {
        var parent = stage.machine().manageable();
        var child = childOf(stage, parent).plays("erase", "wait");
        parent.clean(onChildren(step("deploy", "erase")))
                .reaches(CLEAN_FAILED)
                .targets(MANAGEABLE)
                .failedWith(child.uuid().toString())
                .failedWith("goes on by itself");
        assertThat(child.now().get(NodeFields.RESERVATION)).isNull();
        child.failedWith("goes on by itself");
    }

    private static void strangers(Stage stage) {
        var stranger = stage.machine();
        stage.machine()
                .manageable()
                .clean(onChildren(step("power", "power_on"), stranger))
                .reaches(CLEAN_FAILED)
                .failedWith("no children")
                .failedWith(stranger.uuid().toString());
    }

    private static Machine childOf(Stage stage, Machine parent) {
        var child = stage.machine();
        return child.ask(new PatchNode(
                child.uuid(),
                List.of(Map.of(
                        "op",
                        "add",
                        "path",
                        "/parent_node",
                        "value",
                        parent.uuid().toString())),
                false,
                null));
    }

    private static Map<String, Object> onChildren(Map<String, Object> step, Machine... limit) {
        var uuids =
                java.util.Arrays.stream(limit).map(one -> one.uuid().toString()).toList();
        return Map.of(
                "interface",
                step.get("interface"),
                "step",
                step.get("step"),
                "execute_on_child_nodes",
                true,
                "limit_child_node_execution",
                uuids);
    }
}

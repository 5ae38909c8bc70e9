package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.RESCUED;
import static dev.fettle.model.provision.ProvisionState.SERVICE_FAILED;
import static dev.fettle.model.provision.ProvisionState.SERVICE_HOLD;
import static dev.fettle.model.provision.ProvisionState.SERVICE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.FaultCode;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.ContinueNodeService;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.ServiceNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Service steps on a machine with an instance. */
final class ServiceScenes {
    private static final Map<String, Object> POLISH = step("deploy", "polish");
    private static final Map<String, Object> WELD = step("deploy", "weld");
    private static final Map<String, Object> HOLD = step("deploy", "hold");

    private ServiceScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.ofEntries(
                Map.entry("service waits for the agent and goes on", ServiceScenes::waits),
                Map.entry(
                        "a failed step blocks the machine; service and rescue are the ways on", ServiceScenes::failed),
                Map.entry("a wait that is too long fails", ServiceScenes::timeout),
                Map.entry("abort gives the machine back", ServiceScenes::aborted),
                Map.entry("abort is noted while a step must not be interrupted", ServiceScenes::abortedLater),
                Map.entry("an abort whose clean-up fails blocks the machine", ServiceScenes::abortFails),
                Map.entry("hold goes on by unhold, by abort, or by another service", ServiceScenes::held),
                Map.entry("the instance is taken off while service waits or has failed", ServiceScenes::deleted),
                Map.entry("a hold whose machine is aborted in maintenance after a failure", ServiceScenes::maintenance),
                Map.entry("steps without a ramdisk boot none", ServiceScenes::withoutRamdisk));
    }

    private static void waits(Stage stage) {
        var machine = stage.machine()
                .active()
                .plays("prepare_service", "wait")
                .plays("polish", "wait")
                .service(POLISH)
                .reaches(SERVICE_WAIT)
                .targets(ACTIVE);
        machine.heartbeat()
                .becomes(
                        "polishing",
                        node -> node.provisionState() == SERVICE_WAIT
                                && "polish"
                                        .equals(node.require(NodeFields.SERVICE_STEP)
                                                .get("step"))
                                && node.get(NodeFields.RESERVATION) == null)
                .cast(new ContinueNodeService(machine.uuid()))
                .reaches(ACTIVE)
                .targets(null)
                .hasNoError();
        assertThat(machine.now().require(NodeFields.SERVICE_STEP)).isEmpty();
    }

    private static void failed(Stage stage) {
        stage.machine()
                .active()
                .plays("polish", "fail")
                .service(POLISH)
                .reaches(SERVICE_FAILED)
                .targets(ACTIVE)
                .isBlocked("service failure")
                .failedWith("lets polish fail")
                .maintenance(false)
                .plays("polish", "done")
                .service(POLISH)
                .reaches(ACTIVE)
                .hasNoError()
                .plays("polish", "fail")
                .service(POLISH)
                .reaches(SERVICE_FAILED)
                .maintenance(false)
                .rescue()
                .reaches(RESCUED);
    }

    private static void timeout(Stage stage) {
        stage.machine()
                .active()
                .plays("polish", "expire")
                .service(POLISH)
                .reaches(SERVICE_FAILED)
                .failedWith("Timeout")
                .isBlocked("service failure");
    }

    private static void aborted(Stage stage) {
        stage.machine()
                .active()
                .plays("polish", "wait")
                .service(POLISH)
                .reaches(SERVICE_WAIT)
                .verb("abort")
                .reaches(ACTIVE)
                .targets(null)
                .failedWith("By request")
                .isBlocked(null);
    }

    private static void abortedLater(Stage stage) {
        var machine =
                stage.machine().active().plays("weld", "wait").service(WELD).reaches(SERVICE_WAIT);
        machine.verb("abort").reaches(SERVICE_WAIT);
        machine.heartbeat()
                .reaches(SERVICE_FAILED)
                .failedWith("By request")
                .isBlocked(null)
                .verb("abort")
                .reaches(ACTIVE)
                .failedWith("By request");
    }

    private static void abortFails(Stage stage) {
        stage.machine()
                .active()
                .plays("polish", "wait")
                .plays("tear_down_service", "fail")
                .service(POLISH)
                .reaches(SERVICE_WAIT)
                .verb("abort")
                .reaches(ACTIVE)
                .isBlocked("service failure")
                .failedWith("lets tear_down_service fail");
    }

    private static void held(Stage stage) {
        stage.machine()
                .active()
                .service(HOLD)
                .reaches(SERVICE_HOLD)
                .targets(ACTIVE)
                .verb("unhold")
                .reaches(ACTIVE)
                .hasNoError()
                .service(HOLD)
                .reaches(SERVICE_HOLD)
                .verb("abort")
                .reaches(ACTIVE)
                .failedWith("By request")
                .service(HOLD)
                .reaches(SERVICE_HOLD)
                .service(POLISH)
                .reaches(ACTIVE)
                .hasNoError();
    }

    private static void deleted(Stage stage) {
        stage.machine()
                .active()
                .plays("polish", "wait")
                .service(POLISH)
                .reaches(SERVICE_WAIT)
                .delete()
                .reaches(AVAILABLE);
        stage.machine()
                .active()
                .plays("polish", "fail")
                .service(POLISH)
                .reaches(SERVICE_FAILED)
                .delete()
                .reaches(AVAILABLE);
    }

    private static void maintenance(Stage stage) {
        var machine =
                stage.machine().active().plays("polish", "fail").service(POLISH).reaches(SERVICE_FAILED);
        assertThat(machine.refusal(new DoProvisioningAction(machine.uuid(), "abort"))
                        .status())
                .isEqualTo(409);
        assertThat(machine.refusal(new ServiceNode(machine.uuid(), List.of(POLISH), null))
                        .code())
                .isEqualTo(FaultCode.NODE_IN_MAINTENANCE);
        machine.maintenance(false).verb("abort").reaches(ACTIVE);
    }

    private static void withoutRamdisk(Stage stage) {
        var machine = stage.machine().active().plays("prepare_service", "fail");
        machine.service(step("power", "power_on")).reaches(ACTIVE).hasNoError();
        assertThat(machine.refusal(new ServiceNode(machine.uuid(), List.of(POLISH), true))
                        .text())
                .contains("disable_ramdisk");
        assertThat(machine.refusal(new ServiceNode(machine.uuid(), List.of(step("deploy", "nothing")), null))
                        .text())
                .contains("deploy.nothing");
        machine.service(POLISH).reaches(SERVICE_FAILED).isBlocked(null).failedWith("lets prepare_service fail");
        var untouched =
                stage.machine().active().plays("tear_down_service", "fail").plays("set_power", "fail");
        untouched
                .service(HOLD)
                .reaches(SERVICE_HOLD)
                .verb("abort")
                .reaches(ACTIVE)
                .isBlocked(null)
                .becomes(
                        "told",
                        node -> String.valueOf(node.get(NodeFields.LAST_ERROR)).contains("By request"))
                .service(step("power", "power_on"))
                .reaches(SERVICE_FAILED)
                .isBlocked("service failure")
                .failedWith("lets set_power fail");
        assertThat(untouched.now().get(NodeFields.LAST_ERROR)).doesNotContain("tear_down_service");
        assertThat(untouched.now().internalInfo()).doesNotContainKey("service_disable_ramdisk");
    }
}

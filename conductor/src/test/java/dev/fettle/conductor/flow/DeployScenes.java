package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_FAILED;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_HOLD;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_WAIT;
import static dev.fettle.model.provision.ProvisionState.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import dev.fettle.rpc.node.DeployNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Deploying, rebuilding and taking the instance off again. */
final class DeployScenes {
    private static final Map<String, Object> HOLD = step("power", "hold", Map.of());

    private DeployScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.ofEntries(
                Map.entry("deploy waits for the agent and goes on", DeployScenes::waits),
                Map.entry("a failed deploy is tried again and rebuilt", DeployScenes::failed),
                Map.entry("a wait that is too long fails", DeployScenes::timeout),
                Map.entry("abort while the deploy waits", DeployScenes::aborted),
                Map.entry("the instance is taken off while the deploy waits", DeployScenes::deleted),
                Map.entry("hold before the first step goes on by unhold", DeployScenes::held),
                Map.entry("a step twice is refused", DeployScenes::twice),
                Map.entry("abort on hold takes the instance off", DeployScenes::heldAndAborted),
                Map.entry("a tear-down that fails ends in error, from where all goes on", DeployScenes::error));
    }

    private static void waits(Stage stage) {
        var machine = stage.machine()
                .available()
                .plays("deploy", "wait")
                .deploy()
                .reaches(DEPLOY_WAIT)
                .targets(ACTIVE);
        machine.cast(new ContinueNodeDeploy(machine.uuid()))
                .reaches(ACTIVE)
                .targets(null)
                .hasNoError();
        assertThat(machine.now().get(NodeFields.CONDUCTOR_AFFINITY)).isNotNull().isPositive();
    }

    private static void failed(Stage stage) {
        stage.machine()
                .available()
                .plays("deploy", "fail")
                .deploy()
                .reaches(DEPLOY_FAILED)
                .targets(ACTIVE)
                .failedWith("lets deploy fail")
                .isBlocked(null)
                .plays("deploy", "done")
                .deploy()
                .reaches(ACTIVE)
                .hasNoError()
                .plays("deploy", "fail")
                .rebuild()
                .reaches(DEPLOY_FAILED)
                .plays("deploy", "done")
                .rebuild()
                .reaches(ACTIVE)
                .plays("deploy", "fail")
                .rebuild()
                .reaches(DEPLOY_FAILED)
                .delete()
                .reaches(AVAILABLE);
    }

    private static void timeout(Stage stage) {
        stage.machine()
                .available()
                .plays("deploy", "expire")
                .deploy()
                .reaches(DEPLOY_FAILED)
                .failedWith("Timeout");
    }

    private static void aborted(Stage stage) {
        stage.machine()
                .available()
                .plays("deploy", "wait")
                .deploy()
                .reaches(DEPLOY_WAIT)
                .verb("abort")
                .reaches(DEPLOY_FAILED)
                .failedWith("By request");
    }

    private static void deleted(Stage stage) {
        stage.machine()
                .available()
                .plays("deploy", "wait")
                .deploy()
                .reaches(DEPLOY_WAIT)
                .delete()
                .reaches(AVAILABLE);
    }

    private static void held(Stage stage) {
        stage.machine()
                .available()
                .deploy(HOLD)
                .reaches(DEPLOY_HOLD)
                .targets(ACTIVE)
                .verb("unhold")
                .reaches(ACTIVE)
                .hasNoError();
    }

    private static void twice(Stage stage) {
        var machine = stage.machine().available();
        assertThat(machine.refusal(new DeployNode(machine.uuid(), false, null, List.of(HOLD, HOLD)))
                        .text())
                .contains("power.hold")
                .contains("twice");
    }

    private static void heldAndAborted(Stage stage) {
        var machine = stage.machine().available();
        machine.edit(node -> node.with(NodeFields.INSTANCE_INFO, Map.of("image_source", "http://images/one")));
        machine.deploy(HOLD)
                .reaches(DEPLOY_HOLD)
                .verb("abort")
                .reaches(DEPLOY_FAILED)
                .becomes("taken off", node -> node.instanceInfo().isEmpty())
                .failedWith("By request");
    }

    private static void error(Stage stage) {
        stage.machine()
                .active()
                .plays("tear_down", "fail")
                .delete()
                .reaches(ERROR)
                .failedWith("lets tear_down fail")
                .rebuild()
                .reaches(ACTIVE)
                .delete()
                .reaches(ERROR)
                .plays("tear_down", "done")
                .delete()
                .reaches(AVAILABLE)
                .hasNoError();
    }
}

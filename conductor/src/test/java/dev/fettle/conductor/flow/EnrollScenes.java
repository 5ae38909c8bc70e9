package dev.fettle.conductor.flow;

import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.ADOPT_FAILED;
import static dev.fettle.model.provision.ProvisionState.ENROLL;
import static dev.fettle.model.provision.ProvisionState.INSPECT_FAILED;
import static dev.fettle.model.provision.ProvisionState.INSPECT_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.DoProvisioningAction;
import java.util.Map;
import java.util.function.Consumer;

/** What comes before a machine is available: verifying, inspecting, adopting. */
final class EnrollScenes {
    private EnrollScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.ofEntries(
                Map.entry("a machine that cannot be read stays in enroll", EnrollScenes::unreadable),
                Map.entry("an available machine goes back to manageable", EnrollScenes::backToManageable),
                Map.entry("inspection ends manageable, or failed and once more", EnrollScenes::inspected),
                Map.entry("an inspection that waits too long fails", EnrollScenes::inspectionTimeout),
                Map.entry(
                        "an inspection that waits is aborted while the caller waits", EnrollScenes::inspectionAborted),
                Map.entry("a machine with an instance is adopted", EnrollScenes::adopted),
                Map.entry("a failed adoption is tried again or given up", EnrollScenes::adoptionFails));
    }

    private static void unreadable(Stage stage) {
        stage.machine()
                .plays("read_power", "fail")
                .verb("manage")
                .becomes("failed", node -> node.get(NodeFields.LAST_ERROR) != null)
                .reaches(ENROLL)
                .failedWith("lets read_power fail")
                .plays("read_power", "done")
                .manageable()
                .hasNoError();
    }

    private static void backToManageable(Stage stage) {
        stage.machine().available().manageable();
    }

    private static void inspected(Stage stage) {
        var machine = stage.machine().manageable().inspect().reaches(MANAGEABLE);
        assertThat(machine.now().get(NodeFields.INSPECTION_FINISHED_AT)).isNotNull();
        machine.plays("inspect", "fail")
                .inspect()
                .reaches(INSPECT_FAILED)
                .failedWith("lets inspect fail")
                .plays("inspect", "done")
                .inspect()
                .reaches(MANAGEABLE)
                .hasNoError()
                .plays("inspect", "fail")
                .inspect()
                .reaches(INSPECT_FAILED)
                .manageable();
    }

    private static void inspectionTimeout(Stage stage) {
        stage.machine()
                .manageable()
                .plays("inspect", "expire")
                .inspect()
                .reaches(INSPECT_FAILED)
                .failedWith("Timeout");
    }

    private static void inspectionAborted(Stage stage) {
        var machine =
                stage.machine().manageable().plays("inspect", "wait").inspect().reaches(INSPECT_WAIT);
        machine.verb("abort");
        assertThat(machine.now().provisionState())
                .as("when the answer is there")
                .isEqualTo(INSPECT_FAILED);
        machine.failedWith("By request").inspect().reaches(INSPECT_WAIT).plays("abort_inspection", "fail");
        assertThat(machine.refusal(new DoProvisioningAction(machine.uuid(), "abort"))
                        .text())
                .contains("lets abort_inspection fail");
    }

    private static void adopted(Stage stage) {
        var machine = stage.machine().manageable();
        var power = machine.now().get(NodeFields.POWER_STATE);
        machine.verb("adopt").reaches(ACTIVE).targets(null).hasNoError();
        assertThat(machine.now().get(NodeFields.POWER_STATE)).isEqualTo(power);
        assertThat(machine.now().get(NodeFields.CONDUCTOR_AFFINITY)).isNotNull();
    }

    private static void adoptionFails(Stage stage) {
        var machine = stage.machine()
                .manageable()
                .plays("prepare", "fail")
                .verb("adopt")
                .reaches(ADOPT_FAILED)
                .targets(ACTIVE)
                .failedWith("lets prepare fail");
        assertThat(machine.now().get(NodeFields.POWER_STATE)).isNull();
        machine.plays("prepare", "done").verb("adopt").reaches(ACTIVE);
        stage.machine()
                .manageable()
                .plays("prepare", "fail")
                .verb("adopt")
                .reaches(ADOPT_FAILED)
                .manageable();
    }
}

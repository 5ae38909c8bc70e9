package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.InterfaceKind;
import dev.fettle.model.node.NodeFields;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An agent that changes its steps in the middle of a flow. */
final class AgentChangeScenes {
    private static final Map<String, Object> SECOND = step("deploy", "second");
    private static final Map<String, Object> THIRD = step("deploy", "third");

    private AgentChangeScenes() {}

    static Map<String, Consumer<Stage>> all() {
        return Map.of(
                "automated cleaning begins anew at step 0", AgentChangeScenes::automated,
                "manual cleaning runs the step again", AgentChangeScenes::manual,
                "service runs the step again", AgentChangeScenes::service);
    }

    private static void automated(Stage stage) {
        var machine =
                machine(stage).manageable().verb("provide").reaches(AVAILABLE).hasNoError();
        assertRan(machine, "first at 0", "second at 1", "first at 0", "second at 1", "third at 2");
    }

    private static void manual(Stage stage) {
        var machine = machine(stage)
                .manageable()
                .clean(THIRD, SECOND)
                .reaches(MANAGEABLE)
                .hasNoError();
        assertRan(machine, "third at 0", "second at 1", "second at 1");
    }

    private static void service(Stage stage) {
        var machine = machine(stage)
                .edit(node -> node.with(NodeFields.AUTOMATED_CLEAN, false))
                .active()
                .service(THIRD, SECOND)
                .reaches(ACTIVE)
                .hasNoError();
        assertRan(machine, "third at 0", "second at 1", "second at 1");
    }

    private static Machine machine(Stage stage) {
        return stage.fakeMachine(Map.of(InterfaceKind.DEPLOY, "scripted-agent", InterfaceKind.VENDOR, "no-vendor"));
    }

    private static void assertRan(Machine machine, String... steps) {
        assertThat(machine.now().require(NodeFields.EXTRA)).containsEntry("ran", List.of(steps));
    }
}

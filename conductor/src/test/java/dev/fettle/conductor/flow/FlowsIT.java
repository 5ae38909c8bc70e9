package dev.fettle.conductor.flow;

import static dev.fettle.model.provision.ProvisionEvent.ABORT;
import static dev.fettle.model.provision.ProvisionEvent.DONE;
import static dev.fettle.model.provision.ProvisionEvent.HOLD;
import static dev.fettle.model.provision.ProvisionEvent.RESUME;
import static dev.fettle.model.provision.ProvisionEvent.WAIT;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_WAIT;
import static dev.fettle.model.provision.ProvisionState.INSPECT_WAIT;
import static dev.fettle.model.provision.ProvisionState.SERVICE_FAILED;
import static dev.fettle.model.provision.ProvisionState.SERVICE_HOLD;
import static dev.fettle.model.provision.ProvisionState.SERVICE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionTransitions;
import dev.fettle.model.provision.Transition;
import dev.fettle.testing.PostgresServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every flow, its failures, aborts and timeouts, on one conductor; and whether all rows of the transition table were met on the way. */
class FlowsIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** Rows that nothing fires, and why. A row that is met is to be taken out of here. */
    private static final Map<Transition, String> NEVER_FIRED = Map.of(
            row(CLEAN_WAIT, HOLD), "steps run in the busy state, hold among them",
            row(DEPLOY_WAIT, HOLD), "steps run in the busy state, hold among them",
            row(SERVICE_WAIT, HOLD), "steps run in the busy state, hold among them",
            row(SERVICE_FAILED, HOLD), "no step runs there; service starts anew",
            row(SERVICE_FAILED, WAIT), "no step runs there; service starts anew",
            row(SERVICE_WAIT, ABORT), "the verb fires fail, then abort from service failed",
            row(SERVICE_HOLD, ABORT), "the verb fires fail, then abort from service failed",
            row(INSPECT_WAIT, DONE), "an inspection that waited is resumed before it is done",
            row(INSPECT_WAIT, RESUME), "fired by the report of an agent: AgentInspectionIT");

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = new Stage(POSTGRES.database(), "cond-1");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicNode> scenes() {
        var groups = new LinkedHashMap<String, Map<String, Consumer<Stage>>>();
        groups.put("enroll", EnrollScenes.all());
        groups.put("clean", CleaningScenes.all());
        groups.put("agent that changes", AgentChangeScenes.all());
        groups.put("deploy", DeployScenes.all());
        groups.put("rescue", RescueScenes.all());
        groups.put("service", ServiceScenes.all());
        var nodes = new ArrayList<DynamicNode>();
        groups.forEach((name, group) -> nodes.add(DynamicContainer.dynamicContainer(name, tests(group))));
        nodes.add(DynamicTest.dynamicTest("every row of the transition table was met", FlowsIT::everyRow));
        return nodes.stream();
    }

    private static List<DynamicTest> tests(Map<String, Consumer<Stage>> scenes) {
        return new TreeMap<>(scenes)
                .entrySet().stream()
                        .map(scene -> DynamicTest.dynamicTest(
                                scene.getKey(), () -> scene.getValue().accept(stage)))
                        .toList();
    }

    private static void everyRow() {
        var met = stage.moves();
        var notMet = ProvisionTransitions.ALL.stream()
                .filter(row -> !met.contains(row))
                .collect(Collectors.toSet());
        assertThat(notMet).containsExactlyInAnyOrderElementsOf(NEVER_FIRED.keySet());
    }

    private static Transition row(ProvisionState from, ProvisionEvent event) {
        return ProvisionTransitions.find(from, event).orElseThrow();
    }
}

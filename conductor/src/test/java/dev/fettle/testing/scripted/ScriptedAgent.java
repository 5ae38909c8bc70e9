package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.DeployInterface;
import dev.fettle.driver.spi.InBandSteps;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deploy interface with an agent that has three steps and changes them once, when it gets the second one. What it ran is in {@code extra} of
 * its node.
 */
public final class ScriptedAgent implements DeployInterface, InBandSteps {
    private static final String CHANGED = "scripted_agent_changed";

    @Override
    public String name() {
        return "scripted-agent";
    }

    @Override
    public Optional<InBandSteps> inBand() {
        return Optional.of(this);
    }

    @Override
    public List<StepSpec> fetch(NodeTask task, StepKind kind) {
        return List.of(step("first", 30), step("second", 20), step("third", 10));
    }

    @Override
    public StepOutcome execute(NodeTask task, StepKind kind, StepSpec step) {
        var index = task.node().internalInfo().get(kind.word() + "_step_index");
        task.save(node -> ran(node, step.step() + " at " + index));
        return step.step().equals("second") && !task.node().internalInfo().containsKey(CHANGED)
                ? new StepOutcome.StepsChanged(node -> node.withInternal(CHANGED, true))
                : StepOutcome.done();
    }

    @Override
    public StepOutcome observe(NodeTask task, StepKind kind, StepSpec step) {
        return new StepOutcome.NotStarted();
    }

    @Override
    public void prepare(NodeTask task) {}

    @Override
    public void cleanUp(NodeTask task) {}

    @Override
    public void tearDown(NodeTask task) {}

    @Override
    public StepOutcome prepareCleaning(NodeTask task) {
        return StepOutcome.done();
    }

    @Override
    public void tearDownCleaning(NodeTask task) {}

    private static StepSpec step(String name, int priority) {
        return new StepSpec("deploy", name, Map.of(), priority, true, true, StepSpec.Source.AGENT, Map.of());
    }

    private static Node ran(Node node, String what) {
        var extra = new LinkedHashMap<>(node.require(NodeFields.EXTRA));
        var all = new ArrayList<Object>(extra.get("ran") instanceof List<?> before ? before : List.of());
        all.add(what);
        extra.put("ran", all);
        return node.with(NodeFields.EXTRA, extra);
    }
}

package dev.fettle.conductor.rule;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.operation.Outcome.InventoryChange.Kept;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.node.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the inspection rules on a node whose machine was just inspected ({@code contract/conductor.md} section 9): the one with the
 * highest priority first. Nothing is written before the inspection ends, and nothing unless all go well: after a crash they begin anew on the
 * node as it was. Must be the last step.
 */
public final class InspectionRulesStep implements ConductorStep {
    private static final Logger LOG = LoggerFactory.getLogger(InspectionRulesStep.class);
    private static final String MAIN = "main";

    private final ResourceStore rules;
    private final InventoryStore inventories;
    private final BinaryOperator<Node> limits;
    private final OutboundHttp http;

    /** @param limits makes of a node and what it shall become what it may become; refuses by exception */
    public InspectionRulesStep(
            ResourceStore rules, InventoryStore inventories, BinaryOperator<Node> limits, OutboundHttp http) {
        this.rules = rules;
        this.inventories = inventories;
        this.limits = limits;
        this.http = http;
    }

    @Override
    public String name() {
        return "apply_inspection_rules";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var inOrder = inOrder();
        if (inOrder.isEmpty()) {
            return StepOutcome.done();
        }
        var changes = new SceneChanges(task, limits, found(task));
        var scene = changes.scene();
        var actions = new Actions(new ApiCall(http, task.config(), task::pause));
        for (var rule : inOrder) {
            apply(rule, scene, actions, task);
        }
        changes.write(scene);
        return StepOutcome.done();
    }

    /** Of this inspection where it is not written yet. */
    private Inventory found(OperationTask task) {
        return task.outcome()
                .inventory()
                .filter(Kept.class::isInstance)
                .map(change -> ((Kept) change).found())
                .or(() -> inventories.find(task.node().id()))
                .orElse(new Inventory(Map.of(), Map.of()));
    }

    private static void apply(Values rule, RuleScene scene, Actions actions, OperationTask task) {
        var uuid = rule.require(InspectionRuleFields.UUID);
        try {
            if (Conditions.hold(rule.require(InspectionRuleFields.CONDITIONS), scene)) {
                LOG.info(
                        "inspection rule {} applies to node {}",
                        uuid,
                        task.node().uuid());
                actions.run(rule.require(InspectionRuleFields.ACTIONS), scene);
            }
        } catch (FaultException e) {
            throw new FaultException(e.code(), "Inspection rule " + uuid + ": " + e.text(), e);
        }
    }

    /** Of rules with the same priority the older goes first. */
    private List<Values> inOrder() {
        var found = new ArrayList<>(rules.list(new ResourceQuery(
                List.of(new ResourceFilter.Equals(InspectionRuleFields.PHASE, MAIN)),
                List.of(InspectionRuleFields.PRIORITY, InspectionRuleFields.CONDITIONS, InspectionRuleFields.ACTIONS),
                InspectionRuleFields.ID,
                false,
                null,
                0)));
        found.sort(Comparator.comparingLong((Values rule) -> rule.require(InspectionRuleFields.PRIORITY))
                .reversed());
        return found;
    }
}

package dev.fettle.gateway.node;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.access.StepRules;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.runbook.RunbookAccess;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.runbook.RunbookFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Puts the steps of a runbook where a request for cleaning or service names one: {@code contract/resources.md} section 10. */
final class NodeRunbooks {
    private static final int SINCE = 92;
    private static final int BY_TRAIT_SINCE = 112;

    /** Which argument takes the steps. */
    private static final Map<Verb, String> STEPS = Map.of(Verb.CLEAN, "clean_steps", Verb.SERVICE, "service_steps");

    private final RunbookAccess runbooks;

    NodeRunbooks(ResourceStore runbooks) {
        this.runbooks = new RunbookAccess(runbooks);
    }

    /**
     * The arguments as if the caller had sent the runbook's steps; as they are when no runbook is named.
     *
     * @throws RuntimeException 406, 404, 403 or 400 when it can not be used here
     */
    Parameters expanded(Request request, Node node, Verb verb, Parameters arguments) {
        var named = arguments.text("runbook");
        if (named.isEmpty()) {
            return arguments;
        }
        FieldSet.gate(SINCE, request.version());
        var steps = STEPS.get(verb);
        if (steps == null) {
            throw client("\"runbook\" is only valid when setting target provision state to clean or service");
        }
        var runbook = runbooks.find(request, named.get(), "baremetal:runbook:use");
        requireApproved(runbook, node, request.version().atLeast(BY_TRAIT_SINCE));
        if (STEPS.values().stream().anyMatch(arguments::has)) {
            throw client("Give either \"" + steps + "\" or \"runbook\", not both.");
        }
        var approved = runbook.getOrNull(RunbookFields.OWNER) == null || runbook.require(RunbookFields.PUBLIC);
        if (!approved) { // the steps are a project's own
            StepRules.single(request, runbook.require(RunbookFields.STEPS), NodeFinder.targetOf(node));
        }
        return arguments
                .with(steps, inOrder(runbook.require(RunbookFields.STEPS)))
                .with("disable_ramdisk", runbook.require(RunbookFields.DISABLE_RAMDISK));
    }

    private static void requireApproved(Values runbook, Node node, boolean byTrait) {
        var uuid = runbook.require(RunbookFields.UUID);
        if (!byTrait) {
            var name = runbook.require(RunbookFields.NAME);
            if (!node.traits().contains(name)) {
                throw client("Runbook %s is not approved for node %s: give the node the trait '%s'."
                        .formatted(uuid, node.uuid(), name));
            }
            return;
        }
        var traits = runbook.require(RunbookFields.TRAITS);
        if (traits.isEmpty()) {
            throw client("Runbook " + uuid + " has no traits, so it is approved for no node. Give it traits first.");
        }
        if (Collections.disjoint(traits, node.traits())) {
            throw client("Runbook %s is not approved for node %s: give the node one of the traits %s."
                    .formatted(uuid, node.uuid(), traits.stream().sorted().toList()));
        }
    }

    /** By {@code order}; steps of the same order stay as they were written. */
    private static List<Object> inOrder(List<Object> steps) {
        var sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingInt(NodeRunbooks::order));
        return sorted;
    }

    private static int order(Object step) {
        return step instanceof Map<?, ?> map && map.get("order") instanceof Number number ? number.intValue() : 0;
    }

    private static HttpProblem client(String text) {
        return HttpProblem.fault(400, text);
    }
}

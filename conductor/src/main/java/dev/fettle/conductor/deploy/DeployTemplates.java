package dev.fettle.conductor.deploy;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.template.DeployTemplateFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Steps that the traits of an instance bring along: those of the deploy templates that are named like one of {@code instance_info.traits}
 * ({@code contract/conductor.md} section 10). They become part of the operation when it is accepted, so that changing a template changes no
 * deploy that has begun. Thread-safe; calls block.
 */
public final class DeployTemplates {
    private final ResourceStore templates;

    public DeployTemplates(ResourceStore templates) {
        this.templates = templates;
    }

    /**
     * The caller's steps, then those of the templates that the caller did not give. One statement; none without traits.
     *
     * @param requested null when the caller gave none
     * @return null when there are none at all
     * @throws FaultException 400 when two templates bring the same step
     */
    @Nullable
    List<Map<String, Object>> stepsFor(Node node, @Nullable List<Map<String, Object>> requested) {
        if (!(node.instanceInfo().get("traits") instanceof List<?> traits) || traits.isEmpty()) {
            return requested;
        }
        var steps = requested == null ? new ArrayList<Map<String, Object>>() : new ArrayList<>(requested);
        var byCaller = steps.stream().map(DeployTemplates::key).collect(Collectors.toSet());
        var bringer = new HashMap<String, String>();
        for (var template : templates.list(named(traits))) {
            var name = template.require(DeployTemplateFields.NAME);
            for (var item : template.require(DeployTemplateFields.STEPS)) {
                var step = step(item);
                var other = bringer.put(key(step), name);
                if (other != null) {
                    throw twice(node, key(step), other, name);
                }
                if (!byCaller.contains(key(step))) {
                    steps.add(step);
                }
            }
        }
        return steps.isEmpty() ? null : steps;
    }

    private static ResourceQuery named(List<?> traits) {
        return new ResourceQuery(
                List.of(new ResourceFilter.In(
                        DeployTemplateFields.NAME,
                        traits.stream().map(String::valueOf).toList())),
                List.of(DeployTemplateFields.NAME, DeployTemplateFields.STEPS),
                DeployTemplateFields.ID,
                false,
                null,
                0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> step(Object item) {
        return (Map<String, Object>) item;
    }

    private static String key(Map<String, Object> step) {
        return step.get("interface") + "." + step.get("step");
    }

    private static FaultException twice(Node node, String step, String one, String other) {
        return new FaultException(
                        FaultCode.INSTANCE_DEPLOY_FAILURE,
                        "Cannot deploy node %s: the deploy templates %s and %s both bring the step %s. Name only one of them in instance_info.traits."
                                .formatted(node.uuid(), one, other, step))
                .withStatus(400);
    }
}

package dev.fettle.gateway.runbook;

import dev.fettle.gateway.access.StepRules;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchOperation.Kind;
import dev.fettle.model.patch.RunbookDocument;
import dev.fettle.model.runbook.RunbookFields;
import java.util.Set;
import java.util.stream.Collectors;

/** What POST and PATCH of a runbook check: whose it is, and what a version knows. */
final class RunbookWrites {
    private static final ResourceDocument DOCUMENT = new ResourceDocument(
            RunbookFieldTable.FIELDS, RunbookDocument.RULES, RunbookDocument.PATCHES, Set.of("name", "steps"));

    private RunbookWrites() {}

    /** The runbook that a POST asks for; callers of a project become its owner. */
    static Values created(Request request) {
        var body = request.object("runbook");
        if (!request.version().atLeast(RunbookFieldTable.TRAITS_SINCE)) {
            if (body.containsKey("description")) {
                throw RunbookDocument.RULES.refused(
                        "Additional properties are not allowed ('description' was unexpected)");
            }
            if (body.get("name") instanceof String name && !Idents.validTrait(name)) {
                throw RunbookDocument.RULES.refused(
                        "'name' is no trait: a standard one, or one that matches 'CUSTOM_[A-Z0-9_]+'");
            }
        }
        var runbook = ofProject(DOCUMENT.created(request, body), request);
        StepRules.single(request, runbook.require(RunbookFields.STEPS), Target.NONE);
        return runbook;
    }

    private static Values ofProject(Values runbook, Request request) {
        var project = request.identity().projectId();
        if (project == null || "all".equals(request.identity().systemScope())) {
            return runbook;
        }
        var owner = runbook.getOrNull(RunbookFields.OWNER);
        if (owner != null && !owner.equals(project)) {
            throw Parameters.invalid(
                    "A runbook can not be created for another project than your own. Leave out 'owner'.");
        }
        if (Boolean.TRUE.equals(runbook.getOrNull(RunbookFields.PUBLIC))) {
            throw Parameters.invalid("A public runbook can not be created for a project. Leave out 'public'.");
        }
        return runbook.with(RunbookFields.OWNER, project);
    }

    /** The patch in the body of a request; its paths are among those that the version knows. */
    static JsonPatch patch(Request request) {
        var patch = DOCUMENT.patch(request);
        if (!request.version().atLeast(RunbookFieldTable.TRAITS_SINCE)
                && patch.operations().stream()
                        .anyMatch(operation -> operation.root().equals("description"))) {
            throw new FaultException(FaultCode.PATCH_ERROR, "'/description' is not a path that a patch may touch.");
        }
        return patch;
    }

    /** @throws RuntimeException 403 when the patch gives it a step that the caller may not use */
    static void checkSteps(Request request, JsonPatch patch, Values after) {
        if (patch.operations().stream().anyMatch(operation -> operation.root().equals("steps"))) {
            StepRules.single(request, after.require(RunbookFields.STEPS), Target.NONE);
        }
    }

    /** Rules that a patch must pass, all of them. */
    static Set<String> rules(JsonPatch patch) {
        var rules = patch.operations().stream()
                .map(operation -> switch (operation.root()) {
                    case "owner" -> "baremetal:runbook:update:owner";
                    case "public" -> "baremetal:runbook:update:public";
                    default -> "baremetal:runbook:update";
                })
                .collect(Collectors.toSet());
        return rules.isEmpty() ? Set.of("baremetal:runbook:update") : rules;
    }

    /** What is public has no owner: whoever says whether it is public starts without one. */
    static Values patched(Values before, JsonPatch patch) {
        var start = gives(patch, "public") ? before.with(RunbookFields.OWNER, null) : before;
        var after = DOCUMENT.patched(start, patch);
        if (gives(patch, "owner") && after.require(RunbookFields.PUBLIC)) {
            throw new FaultException(
                    FaultCode.PATCH_ERROR,
                    "A public runbook has no owner. Set '/public' to false in the same patch to give it one.");
        }
        return after;
    }

    private static boolean gives(JsonPatch patch, String root) {
        return patch.operations().stream()
                .anyMatch(operation ->
                        operation.wholeField() && operation.root().equals(root) && operation.kind() != Kind.REMOVE);
    }
}

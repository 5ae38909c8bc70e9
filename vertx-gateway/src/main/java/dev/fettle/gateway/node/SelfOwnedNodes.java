package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that admins of a project create and delete as their own ({@code contract/policy.md} section 5). */
final class SelfOwnedNodes {
    private final boolean enabled;

    SelfOwnedNodes(Configuration config) {
        this.enabled = config.get(ApiOptions.PROJECT_ADMIN_CAN_MANAGE_OWN_NODES);
    }

    /**
     * Checks the rule for creating nodes and puts the caller's project into the document as owner, unless the caller acts for the system.
     *
     * @throws RuntimeException 403 when the caller may not, 400 for another owner than the caller's project
     */
    void own(Request request, Map<String, @Nullable Object> body) {
        if (!enabled || !request.may("baremetal:node:create:self_owned_node", Target.NONE)) {
            request.require("baremetal:node:create", Target.NONE);
            return;
        }
        var caller = request.identity();
        var project = caller.projectId();
        if (caller.systemScope() != null || project == null) {
            return; // the second: nobody checks roles here
        }
        var wanted = body.get("owner");
        if (wanted != null && !wanted.equals(project)) {
            throw Parameters.invalid("Cannot create a node for another owner than your own project; leave owner out.");
        }
        body.put("owner", project);
    }

    /** Checks the rule for deleting a node: that for all nodes, or that for own ones. */
    void requireDelete(Request request, Target node) {
        if (!enabled || request.may("baremetal:node:delete", node)) {
            request.require("baremetal:node:delete", node);
        } else {
            request.require("baremetal:node:delete:self_owned_node", node);
        }
    }
}

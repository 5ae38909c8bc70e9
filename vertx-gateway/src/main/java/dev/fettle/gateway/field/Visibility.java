package dev.fettle.gateway.field;

import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;

/** What of a node a caller may see ({@code contract/policy.md} section 6). What holds for all nodes of a list is asked once. */
public final class Visibility {
    private static final String THRESHOLD = "baremetal:node:get:filter_threshold";

    private final Request request;
    private final boolean driverSecrets;
    private final boolean instanceSecrets;
    private final boolean everything;

    private Visibility(Request request) {
        this.request = request;
        this.driverSecrets = request.may("show_password", Target.NONE);
        this.instanceSecrets = request.may("show_instance_secrets", Target.NONE);
        this.everything = request.may(THRESHOLD, Target.NONE);
    }

    public static Visibility of(Request request) {
        return new Visibility(request);
    }

    /** Whether passwords in {@code driver_info} and {@code driver_internal_info} are shown. */
    public boolean driverSecrets() {
        return driverSecrets;
    }

    /** Whether secrets in {@code instance_info} are shown. */
    public boolean instanceSecrets() {
        return instanceSecrets;
    }

    /** Whether the rule of a field has to be asked for each node; then owner and lessee must be loaded. */
    public boolean perNode() {
        return !everything;
    }

    /** @param node with owner and lessee */
    public boolean shows(String rule, Values node) {
        return everything
                || request.may(
                        rule, Target.ofNode(node.getOrNull(NodeFields.OWNER), node.getOrNull(NodeFields.LESSEE)));
    }

    /** What stands in the place of a hidden value. */
    public static String marker(String rule) {
        return "** Hidden: it takes a role that " + rule + " allows. **";
    }
}

package dev.fettle.gateway.access;

import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Optional;

/**
 * Which items of a collection a caller may see: all, or only those of the own project. The condition that follows is one more beside all
 * filters of the caller, so that no filter can widen what is seen.
 */
public final class ListAccess {
    private ListAccess() {}

    /**
     * Asks {@code baremetal:<resource>:list_all}, then {@code baremetal:<resource>:list}.
     *
     * @return the project that the list must be cut down to; empty: none
     * @throws FaultException 403 when the caller may see none
     */
    public static Optional<String> project(Request request, String resource) {
        return project(request, resource, Optional.empty());
    }

    /**
     * The same for collections that can be filtered by project.
     *
     * @param asked project that the caller filters by; another one than the own is refused, not just found empty
     * @throws FaultException 403 when the caller may see none, or none of that project
     */
    public static Optional<String> project(Request request, String resource, Optional<String> asked) {
        var all = "baremetal:" + resource + ":list_all";
        if (request.may(all, Target.NONE)) {
            return Optional.empty();
        }
        var own = request.identity().projectId();
        if (own == null) {
            throw denied(all);
        }
        if (asked.filter(other -> !other.equals(own)).isPresent()) {
            throw denied(all);
        }
        request.require("baremetal:" + resource + ":list", Target.NONE);
        return Optional.of(own);
    }

    private static FaultException denied(String rule) {
        return new FaultException(
                FaultCode.FORBIDDEN,
                "Access was denied to the following resource: " + rule + ". Ask for a role that this rule allows.");
    }
}

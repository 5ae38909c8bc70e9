package dev.fettle.gateway.runbook;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.field.Values;
import dev.fettle.model.runbook.RunbookFields;

/** Finds runbooks and asks the policy about them: {@code contract/policy.md} section 5. A denial is 403, they are not concealed. */
public final class RunbookAccess {
    private final ResourceFinder finder;

    /** Only keeps what it is given. */
    public RunbookAccess(ResourceStore store) {
        this.finder = ResourceFinder.byIdent(store);
    }

    /**
     * The runbook, after a rule was checked against it.
     *
     * @throws RuntimeException 400, 404 or 403
     */
    public Values find(Request request, String ident, String rule) {
        var runbook = finder.find(ident);
        request.require(rule, targetOf(runbook));
        return runbook;
    }

    /** The same for reading: what is public may be read by all. */
    Values readable(Request request, String ident) {
        var runbook = finder.find(ident);
        if (!request.may("baremetal:runbook:get", targetOf(runbook)) && !runbook.require(RunbookFields.PUBLIC)) {
            request.require("baremetal:runbook:get", targetOf(runbook));
        }
        return runbook;
    }

    /** The same without any rule. */
    Values any(String ident) {
        return finder.find(ident);
    }

    static Target targetOf(Values runbook) {
        return Target.owned("runbook.owner", runbook.get(RunbookFields.OWNER));
    }
}

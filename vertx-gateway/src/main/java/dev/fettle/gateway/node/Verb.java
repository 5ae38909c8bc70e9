package dev.fettle.gateway.node;

import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What callers may ask of a node's provision state: {@code contract/states.json} rest_verbs. */
enum Verb {
    ACTIVE("active", ProvisionEvent.DEPLOY, 1),
    DEPLOY("deploy", ProvisionEvent.DEPLOY, 73),
    REBUILD("rebuild", ProvisionEvent.REBUILD, 1),
    DELETED("deleted", ProvisionEvent.DELETE, 1),
    UNDEPLOY("undeploy", ProvisionEvent.DELETE, 1),
    MANAGE("manage", ProvisionEvent.MANAGE, 4),
    PROVIDE("provide", ProvisionEvent.PROVIDE, 4),
    INSPECT("inspect", ProvisionEvent.INSPECT, 6),
    CLEAN("clean", ProvisionEvent.CLEAN, 15),
    ABORT("abort", ProvisionEvent.ABORT, 13),
    ADOPT("adopt", ProvisionEvent.ADOPT, 17),
    RESCUE("rescue", ProvisionEvent.RESCUE, 38),
    UNRESCUE("unrescue", ProvisionEvent.UNRESCUE, 38),
    UNHOLD("unhold", ProvisionEvent.UNHOLD, 85),
    SERVICE("service", ProvisionEvent.SERVICE, 87);

    /** Refused in maintenance before the state is looked at. */
    private static final Set<String> NOT_IN_MAINTENANCE = Set.of("active", "rebuild");

    private static final int ABORT_INSPECT_SINCE = 41;
    private static final int ABORT_DEPLOY_SINCE = 110;

    private final String word;
    private final ProvisionEvent event;
    private final int since;

    Verb(String word, ProvisionEvent event, int since) {
        this.word = word;
        this.event = event;
        this.since = since;
    }

    String word() {
        return word;
    }

    ProvisionEvent event() {
        return event;
    }

    /** Minor of the first version that takes it. */
    int since() {
        return since;
    }

    /** The same for a node in that state: abort came to some states later. */
    int since(ProvisionState state) {
        if (this != ABORT) {
            return since;
        }
        return switch (state) {
            case INSPECT_WAIT -> ABORT_INSPECT_SINCE;
            case DEPLOY_WAIT -> ABORT_DEPLOY_SINCE;
            default -> since;
        };
    }

    boolean refusedInMaintenance() {
        return NOT_IN_MAINTENANCE.contains(word);
    }

    static Optional<Verb> find(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }
}

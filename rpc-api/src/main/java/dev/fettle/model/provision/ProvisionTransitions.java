package dev.fettle.model.provision;

import static dev.fettle.model.provision.ProvisionEvent.*;
import static dev.fettle.model.provision.ProvisionState.*;
import static dev.fettle.model.provision.Transition.on;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The only place that knows what may follow what; a row for each transition of {@code contract/states.json}. */
public final class ProvisionTransitions {
    public static final List<Transition> ALL = List.of(
            on(ENROLL, MANAGE, VERIFYING), // the power interface is asked before the node is trusted
            on(VERIFYING, DONE, MANAGEABLE),
            on(VERIFYING, FAIL, ENROLL), // not manageable yet; last_error says why
            on(MANAGEABLE, ADOPT, ADOPTING),
            on(MANAGEABLE, CLEAN, CLEANING), // the caller chooses the steps
            on(MANAGEABLE, INSPECT, INSPECTING),
            on(MANAGEABLE, PROVIDE, CLEANING), // cleaned first, then for anybody to take
            on(INSPECTING, DONE, MANAGEABLE),
            on(INSPECTING, FAIL, INSPECT_FAILED),
            on(INSPECTING, WAIT, INSPECT_WAIT),
            on(INSPECT_WAIT, ABORT, INSPECT_FAILED),
            on(INSPECT_WAIT, DONE, MANAGEABLE),
            on(INSPECT_WAIT, FAIL, INSPECT_FAILED),
            on(INSPECT_WAIT, RESUME, INSPECTING),
            on(INSPECT_FAILED, INSPECT, INSPECTING),
            on(INSPECT_FAILED, MANAGE, MANAGEABLE),
            on(ADOPTING, DONE, ACTIVE),
            on(ADOPTING, FAIL, ADOPT_FAILED),
            on(ADOPT_FAILED, ADOPT, ADOPTING),
            on(ADOPT_FAILED, MANAGE, MANAGEABLE),
            on(AVAILABLE, DEPLOY, DEPLOYING), // the tenant asked for an instance
            on(AVAILABLE, MANAGE, MANAGEABLE),
            on(DEPLOYING, DONE, ACTIVE),
            on(DEPLOYING, FAIL, DEPLOY_FAILED),
            on(DEPLOYING, HOLD, DEPLOY_HOLD),
            on(DEPLOYING, WAIT, DEPLOY_WAIT), // the agent works, we rest without a lock
            on(DEPLOY_WAIT, ABORT, DEPLOY_FAILED),
            on(DEPLOY_WAIT, DELETE, DELETING),
            on(DEPLOY_WAIT, FAIL, DEPLOY_FAILED),
            on(DEPLOY_WAIT, HOLD, DEPLOY_HOLD),
            on(DEPLOY_WAIT, RESUME, DEPLOYING), // its heartbeat arrived
            on(DEPLOY_HOLD, ABORT, DEPLOY_FAILED),
            on(DEPLOY_HOLD, UNHOLD, DEPLOY_WAIT),
            on(DEPLOY_FAILED, DELETE, DELETING),
            on(DEPLOY_FAILED, DEPLOY, DEPLOYING),
            on(DEPLOY_FAILED, REBUILD, DEPLOYING),
            on(ACTIVE, DELETE, DELETING), // the tenant gives the machine back
            on(ACTIVE, REBUILD, DEPLOYING),
            on(ACTIVE, RESCUE, RESCUING),
            on(ACTIVE, SERVICE, SERVICING),
            on(DELETING, CLEAN, CLEANING), // nothing of one tenant reaches the next
            on(DELETING, FAIL, ERROR),
            on(ERROR, DELETE, DELETING),
            on(ERROR, REBUILD, DEPLOYING),
            on(CLEANING, DONE, AVAILABLE),
            on(CLEANING, FAIL, CLEAN_FAILED),
            on(CLEANING, HOLD, CLEAN_HOLD),
            on(CLEANING, MANAGE, MANAGEABLE), // end of manual cleaning, or the node is retired
            on(CLEANING, WAIT, CLEAN_WAIT),
            on(CLEAN_WAIT, ABORT, CLEAN_FAILED),
            on(CLEAN_WAIT, FAIL, CLEAN_FAILED),
            on(CLEAN_WAIT, HOLD, CLEAN_HOLD),
            on(CLEAN_WAIT, RESUME, CLEANING),
            on(CLEAN_HOLD, ABORT, CLEAN_FAILED),
            on(CLEAN_HOLD, UNHOLD, CLEAN_WAIT),
            on(CLEAN_FAILED, MANAGE, MANAGEABLE),
            on(RESCUING, DONE, RESCUED),
            on(RESCUING, FAIL, RESCUE_FAILED),
            on(RESCUING, WAIT, RESCUE_WAIT),
            on(RESCUE_WAIT, ABORT, RESCUE_FAILED),
            on(RESCUE_WAIT, DELETE, DELETING),
            on(RESCUE_WAIT, FAIL, RESCUE_FAILED),
            on(RESCUE_WAIT, RESUME, RESCUING),
            on(RESCUED, DELETE, DELETING),
            on(RESCUED, RESCUE, RESCUING),
            on(RESCUED, UNRESCUE, UNRESCUING),
            on(RESCUE_FAILED, DELETE, DELETING),
            on(RESCUE_FAILED, RESCUE, RESCUING),
            on(RESCUE_FAILED, UNRESCUE, UNRESCUING),
            on(UNRESCUING, DONE, ACTIVE),
            on(UNRESCUING, FAIL, UNRESCUE_FAILED),
            on(UNRESCUE_FAILED, DELETE, DELETING),
            on(UNRESCUE_FAILED, RESCUE, RESCUING),
            on(UNRESCUE_FAILED, UNRESCUE, UNRESCUING),
            on(SERVICING, DONE, ACTIVE),
            on(SERVICING, FAIL, SERVICE_FAILED),
            on(SERVICING, HOLD, SERVICE_HOLD),
            on(SERVICING, WAIT, SERVICE_WAIT),
            on(SERVICE_WAIT, ABORT, SERVICE_FAILED),
            on(SERVICE_WAIT, DELETE, DELETING),
            on(SERVICE_WAIT, FAIL, SERVICE_FAILED),
            on(SERVICE_WAIT, HOLD, SERVICE_HOLD),
            on(SERVICE_WAIT, RESUME, SERVICING),
            on(SERVICE_HOLD, ABORT, SERVICE_FAILED),
            on(SERVICE_HOLD, FAIL, SERVICE_FAILED),
            on(SERVICE_HOLD, SERVICE, SERVICING),
            on(SERVICE_HOLD, UNHOLD, SERVICE_WAIT),
            on(SERVICE_FAILED, ABORT, ACTIVE),
            on(SERVICE_FAILED, DELETE, DELETING),
            on(SERVICE_FAILED, HOLD, SERVICE_HOLD),
            on(SERVICE_FAILED, RESCUE, RESCUING),
            on(SERVICE_FAILED, SERVICE, SERVICING),
            on(SERVICE_FAILED, WAIT, SERVICE_WAIT));

    private record Key(ProvisionState from, ProvisionEvent event) {}

    private static final Map<Key, Transition> BY_KEY =
            ALL.stream().collect(toUnmodifiableMap(row -> new Key(row.from(), row.event()), Function.identity()));

    private ProvisionTransitions() {}

    /** Empty when the event is not allowed in that state. */
    public static Optional<Transition> find(ProvisionState from, ProvisionEvent event) {
        return Optional.ofNullable(BY_KEY.get(new Key(from, event)));
    }

    /**
     * What {@code target_provision_state} holds after a move ({@code contract/states.json} semantics.target).
     *
     * @param current target before the move
     * @param forced target that the caller insists on, such as manageable in manual cleaning
     * @param workFollows whether the event starts work; without it a stable state has no target
     */
    public static Optional<ProvisionState> targetAfter(
            Transition move, Optional<ProvisionState> current, Optional<ProvisionState> forced, boolean workFollows) {
        var to = move.to();
        if (to.stable() && !workFollows) {
            return Optional.empty();
        }
        var kept = current.filter(target -> target != to);
        return forced.or(to::defaultTarget).or(() -> kept);
    }
}

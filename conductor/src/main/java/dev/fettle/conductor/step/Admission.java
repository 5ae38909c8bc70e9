package dev.fettle.conductor.step;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.provision.ProvisionState;
import java.util.List;
import java.util.Map;

/** Refusals that several verbs share: maintenance, protection, too much at once. */
public final class Admission {
    private static final List<ProvisionState> DEPLOYS = List.of(ProvisionState.DEPLOYING, ProvisionState.DEPLOY_WAIT);
    private static final List<ProvisionState> CLEANS =
            List.of(ProvisionState.DELETING, ProvisionState.CLEANING, ProvisionState.CLEAN_WAIT);

    private final Room deploys;
    private final Room cleans;
    private final Configuration config;

    public Admission(NodeStore nodes, Configuration config) {
        this.deploys = new Room(() -> nodes.countNodesIn(DEPLOYS), System::nanoTime);
        this.cleans = new Room(() -> nodes.countNodesIn(CLEANS), System::nanoTime);
        this.config = config;
    }

    /** Text that clients match. */
    public static void requireNoMaintenance(Node node) {
        if (node.maintenance()) {
            throw new FaultException(
                    FaultCode.NODE_IN_MAINTENANCE,
                    "The provisioning operation can't be performed on node " + node.uuid()
                            + " because it's in maintenance mode.");
        }
    }

    /** Text that clients match. */
    public static void requireUnprotected(Node node) {
        if (node.isProtected()) {
            throw new FaultException(
                    FaultCode.NODE_PROTECTED,
                    "Node " + node.uuid() + " is protected and cannot be undeployed, rebuilt or deleted");
        }
    }

    /** Counted before the lock is taken and not for each request, so approximate ({@code contract/conductor.md} section 14). */
    public void requireRoomToDeploy() {
        require(deploys, config.get(ConductorOptions.MAX_CONCURRENT_DEPLOY), "deploy", "max_concurrent_deploy");
    }

    public void requireRoomToClean() {
        require(cleans, config.get(ConductorOptions.MAX_CONCURRENT_CLEAN), "clean", "max_concurrent_clean");
    }

    private static void require(Room room, int most, String action, String option) {
        if (!room.enter(most)) {
            throw new FaultException(
                            FaultCode.CONCURRENT_ACTION_LIMIT,
                            "Unable to process requested " + action + ", the limit of " + most
                                    + " nodes at the same time is reached. Retry later or raise [conductor] " + option
                                    + ".")
                    .withDetails(Map.of("retry_after", "10"));
        }
    }
}

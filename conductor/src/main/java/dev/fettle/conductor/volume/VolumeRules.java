package dev.fettle.conductor.volume;

import dev.fettle.db.part.LockedNode;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.provision.ProvisionState;
import java.util.Objects;
import java.util.Set;

/** Volumes change only while nothing runs on the machine ({@code contract/rpc.md} section 6). */
final class VolumeRules {
    /** Nobody uses the machine in these, whatever its power. */
    private static final Set<ProvisionState> UNUSED =
            Set.of(ProvisionState.MANAGEABLE, ProvisionState.ENROLL, ProvisionState.ADOPT_FAILED);

    private VolumeRules() {}

    /** @param action as clients know it, such as {@code volume target update} */
    static void requireOff(LockedNode node, String action) {
        if (!isOff(node)) {
            throw refused(node, action);
        }
    }

    static void requireDeletable(LockedNode node, String action) {
        if (!isOff(node) && !UNUSED.contains(node.node().provisionState())) {
            throw refused(node, action);
        }
    }

    private static boolean isOff(LockedNode node) {
        return PowerState.OFF.word().equals(node.node().get(NodeFields.POWER_STATE));
    }

    private static FaultException refused(LockedNode node, String action) {
        return new FaultException(
                FaultCode.INVALID_STATE_REQUESTED,
                "The requested action \"%s\" can not be performed on node \"%s\" while it is in state \"%s\"."
                        .formatted(action, node.node().uuid(), powerState(node)));
    }

    /** In the words that clients match. */
    private static String powerState(LockedNode node) {
        return Objects.requireNonNullElse(node.node().get(NodeFields.POWER_STATE), "None");
    }
}

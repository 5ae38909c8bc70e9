package dev.fettle.db.inspection;

import dev.fettle.model.hardware.Inventory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an agent's report.
 *
 * @param inventory empty when there is none
 * @param newPorts MAC addresses, lower case, that the node gets ports for unless there are such
 * @param pxeAddress the one that the agent booted from; null when that is not known, or no matter
 */
public record Findings(
        Optional<Inventory> inventory,
        List<String> newPorts,
        @Nullable String pxeAddress) {
    public static final Findings NONE = new Findings(Optional.empty(), List.of(), null);

    public Findings {
        newPorts = List.copyOf(newPorts);
    }
}

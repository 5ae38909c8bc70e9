package dev.fettle.db.operation;

import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * What an operation changes beside the row of its node, written with its end: all of it or nothing.
 *
 * @param ports of the node: the fields that are set and differ
 * @param traits all that the node has from then on; empty: those that it had
 * @param inventory empty: the one that was there stays
 */
public record Outcome(List<Values> ports, Optional<List<String>> traits, Optional<InventoryChange> inventory) {
    public static final Outcome NONE = new Outcome(List.of(), Optional.empty(), Optional.empty());

    public Outcome {
        ports = List.copyOf(ports);
        traits = traits.map(List::copyOf);
    }

    /** What becomes of what is kept of the machine's parts. */
    public sealed interface InventoryChange {
        record Kept(Inventory found) implements InventoryChange {}

        record Dropped() implements InventoryChange {}
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public Outcome withPorts(List<Values> changed) {
        return new Outcome(changed, traits, inventory);
    }

    public Outcome withTraits(List<String> all) {
        return new Outcome(ports, Optional.of(all), inventory);
    }

    public Outcome with(InventoryChange change) {
        return new Outcome(ports, traits, Optional.of(change));
    }
}

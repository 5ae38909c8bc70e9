package dev.fettle.conductor.membership;

import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.ring.HashRings;

/** Which nodes the hash ring gives to this conductor. The ring only routes: the lock protects. */
public final class Ownership {
    private final ConductorStore conductors;
    private final String host;
    private final RingFactory factory;
    private volatile HashRings rings;

    /** Makes rings of what the table says. */
    @FunctionalInterface
    public interface RingFactory {
        HashRings of(java.util.List<dev.fettle.model.conductor.HardwareInterface> interfaces);
    }

    public Ownership(ConductorStore conductors, String host, RingFactory factory) {
        this.conductors = conductors;
        this.host = host;
        this.factory = factory;
        this.rings = factory.of(java.util.List.of());
    }

    /** Reads the members anew; to be called regularly. */
    public void refresh() {
        rings = factory.of(conductors.interfaces());
    }

    public boolean isOurs(Node node) {
        return rings.host(node.require(NodeFields.CONDUCTOR_GROUP), node.driver(), node.uuid())
                .filter(host::equals)
                .isPresent();
    }
}

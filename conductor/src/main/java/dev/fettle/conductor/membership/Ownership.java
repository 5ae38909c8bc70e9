package dev.fettle.conductor.membership;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.ring.HashRings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which nodes the hash ring gives to this conductor. The ring only routes: the lock protects. */
public final class Ownership {
    private final ConductorStore conductors;
    private final String host;
    private final int exponent;
    private final String algorithm;
    private volatile View view = new View(Map.of(), HashRings.of(Map.of(), 1, "md5"));

    /** The members as last read and the rings made of them. */
    private record View(Map<String, Set<String>> hostsOfKey, HashRings rings) {}

    public Ownership(ConductorStore conductors, String host, Configuration config) {
        this.conductors = conductors;
        this.host = host;
        this.exponent = config.get(DefaultOptions.HASH_PARTITION_EXPONENT);
        this.algorithm = config.get(DefaultOptions.HASH_RING_ALGORITHM);
    }

    /** Reads the members anew; to be called regularly. Rings are made only when something changed. */
    public void refresh() {
        var hostsOfKey = new TreeMap<String, Set<String>>();
        for (var row : conductors.interfaces()) {
            hostsOfKey
                    .computeIfAbsent(HashRings.key(row.group(), row.served().hardwareType()), _ -> new TreeSet<>())
                    .add(row.hostname());
        }
        if (!hostsOfKey.equals(view.hostsOfKey())) {
            view = new View(Map.copyOf(hostsOfKey), HashRings.of(hostsOfKey, exponent, algorithm));
        }
    }

    public boolean isOurs(Node node) {
        return view.rings()
                .hostOf(node.require(NodeFields.CONDUCTOR_GROUP), node.driver(), node.uuid())
                .filter(host::equals)
                .isPresent();
    }
}

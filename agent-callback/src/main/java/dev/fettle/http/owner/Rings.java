package dev.fettle.http.owner;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.ring.HashRings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The living conductors at one moment and the rings made of them. Immutable.
 *
 * @param keys hosts by group and driver
 */
record Rings(Map<String, Set<String>> keys, HashRings hash) {
    static final Rings NONE = new Rings(Map.of(), HashRings.of(Map.of(), 1, "md5"));

    Optional<String> owner(String group, String driver, UUID node) {
        return hash.hostOf(group, driver, node);
    }

    Optional<String> anyFor(String driver) {
        return hash.anyHostOf(driver);
    }

    Optional<String> any() {
        var hosts = List.copyOf(hosts());
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(hosts.get(ThreadLocalRandom.current().nextInt(hosts.size())));
    }

    Set<String> hosts() {
        return Set.copyOf(hash.hosts());
    }

    /** Reads what is in the database now. */
    static final class Source {
        private final ConductorStore store;
        private final int exponent;
        private final String algorithm;

        Source(Configuration config, ConductorStore store) {
            this.store = store;
            this.exponent = config.get(DefaultOptions.HASH_PARTITION_EXPONENT);
            this.algorithm = config.get(DefaultOptions.HASH_RING_ALGORITHM);
        }

        /** @return {@code before} itself when nothing has changed: making rings takes a while */
        Rings read(Rings before) {
            var keys = new TreeMap<String, Set<String>>();
            for (var row : store.interfaces()) {
                keys.computeIfAbsent(HashRings.key(row.group(), row.served().hardwareType()), _ -> new TreeSet<>())
                        .add(row.hostname());
            }
            return keys.equals(before.keys())
                    ? before
                    : new Rings(Map.copyOf(keys), HashRings.of(keys, exponent, algorithm));
        }
    }
}

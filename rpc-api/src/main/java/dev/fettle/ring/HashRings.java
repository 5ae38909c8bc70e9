package dev.fettle.ring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who serves what, at one moment: a ring for each {@code "<group>:<hardware type>"}. Immutable; whoever keeps it replaces the whole.
 *
 * <p>Hosts are those that are online; the caller knows them from the conductors' table.
 */
public final class HashRings {
    private final Map<String, HashRing> rings;
    private final Map<String, List<String>> hostsOfDriver;
    private final List<String> hosts;

    private HashRings(Map<String, HashRing> rings, Map<String, List<String>> hostsOfDriver, List<String> hosts) {
        this.rings = Map.copyOf(rings);
        this.hostsOfDriver = Map.copyOf(hostsOfDriver);
        this.hosts = List.copyOf(hosts);
    }

    /**
     * @param hostsOfKey hosts by {@code "<group>:<hardware type>"}, the group in lower case and empty for the default one; keys without hosts
     *     are left out
     * @param exponent and algorithm: as for {@link HashRing#of}
     */
    public static HashRings of(Map<String, ? extends Collection<String>> hostsOfKey, int exponent, String algorithm) {
        var rings = new TreeMap<String, HashRing>();
        var drivers = new TreeMap<String, TreeSet<String>>();
        var all = new TreeSet<String>();
        hostsOfKey.forEach((key, members) -> {
            if (!members.isEmpty()) {
                rings.put(key, HashRing.of(members, exponent, algorithm));
                drivers.computeIfAbsent(key.substring(key.indexOf(':') + 1), _ -> new TreeSet<>())
                        .addAll(members);
                all.addAll(members);
            }
        });
        var lists = new TreeMap<String, List<String>>();
        drivers.forEach((driver, members) -> lists.put(driver, List.copyOf(members)));
        return new HashRings(rings, lists, List.copyOf(all));
    }

    /** The key of a ring. */
    public static String key(String group, String driver) {
        return group + ":" + driver;
    }

    /** The conductor that a node belongs to; empty when none serves its group and driver. */
    public Optional<String> hostOf(String group, String driver, UUID node) {
        return Optional.ofNullable(rings.get(key(group, driver))).map(ring -> ring.hostOf(node.toString()));
    }

    /** Some conductor that has the driver enabled, in whatever group; empty when none has. */
    public Optional<String> anyHostOf(String driver) {
        return random(hostsOfDriver.getOrDefault(driver, List.of()));
    }

    /** Some conductor; empty when there is none. */
    public Optional<String> anyHost() {
        return random(hosts);
    }

    /** All conductors, sorted. */
    public List<String> hosts() {
        return hosts;
    }

    /** Hardware types that some conductor serves. */
    public Collection<String> drivers() {
        return hostsOfDriver.keySet();
    }

    private static Optional<String> random(List<String> from) {
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(from.get(ThreadLocalRandom.current().nextInt(from.size())));
    }
}

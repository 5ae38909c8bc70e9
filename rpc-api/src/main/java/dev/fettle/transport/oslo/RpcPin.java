package dev.fettle.transport.oslo;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.FieldTable;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.catalog.RpcCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the peers of a rolling upgrade understand ({@code contract/rpc.md} section 8): requests never exceed the cap, replies hold
 * objects of the pinned versions.
 *
 * @param cap newest version of the API that may be sent
 * @param ownCap newest version of our own namespace; empty when the pinned release does not have it
 * @param objects versions that replies are written in, by object name; the newest for names left out
 */
public record RpcPin(WireVersion cap, Optional<WireVersion> ownCap, Map<String, WireVersion> objects) {
    private static final Map<String, RpcPin> RELEASES = Map.of(
            "2023.1", release("1.55", "1.37", "1.11", "1.5", "1.1"),
            "2023.2", release("1.58", "1.40", "1.11", "1.5", "1.1"),
            "2024.1", release("1.59", "1.40", "1.11", "1.5", "1.1"),
            "2024.2", release("1.61", "1.40", "1.11", "1.5", "1.1"),
            "2025.1", release("1.61", "1.41", "1.11", "1.5", "1.1"),
            "2025.2", release("1.61", "1.42", "1.15", "1.6", "1.3"),
            "2026.1", release("1.62", "1.44", "1.16", "1.9", "1.3"));
    private static final Map<String, String> NUMBERS = Map.of(
            "21.4", "2023.1", "23.0", "2023.2", "24.1", "2024.1", "26.1", "2024.2", "29.0", "2025.1", "32.0", "2025.2",
            "35.0", "2026.1");

    public RpcPin {
        objects = Map.copyOf(objects);
    }

    /** Everything is of our own release. */
    public static RpcPin none() {
        return new RpcPin(
                WireVersion.of(RpcCatalog.VERSION), Optional.of(WireVersion.of(RpcCatalog.OWN_VERSION)), Map.of());
    }

    /** Names of the releases that {@link #toRelease} knows. */
    public static Set<String> releases() {
        var names = new TreeSet<>(RELEASES.keySet());
        names.addAll(NUMBERS.keySet());
        return names;
    }

    /** Some peers still are of this release of the reference, which knows nothing of our own methods. */
    public static RpcPin toRelease(String name) {
        var pin = RELEASES.get(NUMBERS.getOrDefault(name, name));
        if (pin == null) {
            throw new IllegalArgumentException(
                    "unknown release " + name + "; known are " + RELEASES.keySet() + " and " + NUMBERS.keySet());
        }
        return pin;
    }

    public static RpcPin cappedAt(String version) {
        return new RpcPin(WireVersion.of(version), Optional.empty(), Map.of());
    }

    /** @throws FaultException {@code RPC_VERSION_CAP}, or {@code TEMPORARY_FAILURE} for a method of ours that the pinned release lacks */
    void checkCanSend(Rpc rpc) {
        var version = WireVersion.of(rpc.version());
        if (!rpc.namespace().isEmpty()) {
            if (ownCap.filter(own -> own.covers(version)).isEmpty()) {
                throw new FaultException(
                        FaultCode.TEMPORARY_FAILURE,
                        "The conductors are pinned to a release without " + rpc.method()
                                + "; finish the upgrade and remove the pin.");
            }
        } else if (!cap.covers(version)) {
            throw new FaultException(
                    FaultCode.RPC_VERSION_CAP,
                    "Version " + version + " of " + rpc.method() + " is above the cap " + cap
                            + " of the pinned release;" + " finish the upgrade and remove the pin.");
        }
    }

    WireVersion objectVersion(FieldTable table) {
        return objects.getOrDefault(table.objectName(), WireVersion.of(table.objectVersion()));
    }

    private static RpcPin release(String rpc, String node, String port, String portgroup, String allocation) {
        return new RpcPin(
                WireVersion.of(rpc),
                Optional.empty(),
                Map.of(
                        "Node", WireVersion.of(node),
                        "Port", WireVersion.of(port),
                        "Portgroup", WireVersion.of(portgroup),
                        "Allocation", WireVersion.of(allocation)));
    }
}

package dev.fettle.driver.agent;

import dev.fettle.driver.spi.NetworkInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StorageInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A switch that remembers which networks a machine is on; and no storage. */
final class Wires implements NetworkInterface {
    private static final String TENANT = "TENANT";
    private final Set<String> connected = new TreeSet<>();
    private final List<String> changes = new ArrayList<>();

    Set<String> connected() {
        return connected;
    }

    /** What really changed, in order. */
    List<String> changes() {
        return changes;
    }

    @Override
    public String name() {
        return "wires";
    }

    @Override
    public void addNetwork(NodeTask task, ServiceNetwork network) {
        change(task, "+", network.name(), connected.add(network.name()));
    }

    @Override
    public void removeNetwork(NodeTask task, ServiceNetwork network) {
        change(task, "-", network.name(), connected.remove(network.name()));
    }

    @Override
    public void configureTenantNetworks(NodeTask task) {
        change(task, "+", TENANT, connected.add(TENANT));
    }

    @Override
    public void unconfigureTenantNetworks(NodeTask task) {
        change(task, "-", TENANT, connected.remove(TENANT));
    }

    @Override
    public void attachVif(NodeTask task, Map<String, Object> vif) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void detachVif(NodeTask task, String vifId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Map<String, Object>> vifs(NodeTask task) {
        return List.of();
    }

    private void change(NodeTask task, String sign, String network, boolean changed) {
        task.ensureLockHeld();
        if (changed) {
            changes.add(sign + network);
        }
    }

    /** Writes images unless told otherwise. */
    record Disks(boolean shouldWrite) implements StorageInterface {
        @Override
        public String name() {
            return "disks";
        }

        @Override
        public void attachVolumes(NodeTask task) {}

        @Override
        public void detachVolumes(NodeTask task) {}

        @Override
        public boolean shouldWriteImage(NodeTask task) {
            return shouldWrite;
        }
    }
}

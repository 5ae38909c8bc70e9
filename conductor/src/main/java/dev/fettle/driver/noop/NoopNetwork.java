package dev.fettle.driver.noop;

import dev.fettle.driver.spi.NetworkInterface;
import dev.fettle.driver.spi.NodeTask;
import java.util.List;
import java.util.Map;

/** Networks that somebody else has set up: nothing is done, no VIF is kept ({@code contract/drivers.md} section 12). */
public final class NoopNetwork implements NetworkInterface {

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public void addNetwork(NodeTask task, ServiceNetwork network) {}

    @Override
    public void removeNetwork(NodeTask task, ServiceNetwork network) {}

    @Override
    public void configureTenantNetworks(NodeTask task) {}

    @Override
    public void unconfigureTenantNetworks(NodeTask task) {}

    @Override
    public void attachVif(NodeTask task, Map<String, Object> vif) {}

    @Override
    public void detachVif(NodeTask task, String vifId) {}

    @Override
    public List<Map<String, Object>> vifs(NodeTask task) {
        return List.of();
    }
}

package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.List;
import java.util.Map;

/** Connects a machine's ports to networks. All methods are idempotent. */
public interface NetworkInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.NETWORK;
    }

    /** The networks that the service itself uses. */
    enum ServiceNetwork {
        PROVISIONING,
        CLEANING,
        RESCUING,
        INSPECTION,
        SERVICING
    }

    void addNetwork(NodeTask task, ServiceNetwork network);

    void removeNetwork(NodeTask task, ServiceNetwork network);

    void configureTenantNetworks(NodeTask task);

    void unconfigureTenantNetworks(NodeTask task);

    /** @param vif holds at least {@code id} */
    void attachVif(NodeTask task, Map<String, Object> vif);

    void detachVif(NodeTask task, String vifId);

    /** Each {@code {id}}. */
    List<Map<String, Object>> vifs(NodeTask task);
}

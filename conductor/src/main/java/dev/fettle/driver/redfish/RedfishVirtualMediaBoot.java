package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.BootInterface;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.model.provision.ProvisionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Boots the agent from a ready ISO in a virtual CD drive ({@code contract/drivers.md} section 8). The ISO itself must know where the API is:
 * kernel parameters do not reach it.
 */
public final class RedfishVirtualMediaBoot implements BootInterface {
    private static final String FIELD = "driver_info";
    private static final String ISO = "deploy_iso";
    private static final String RESCUE_ISO = "rescue_iso";
    private static final String FORCE_PERSISTENT = "force_persistent_boot_device";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final RedfishClient client;

    /** For {@code ServiceLoader}. */
    public RedfishVirtualMediaBoot() {
        this(RedfishClient.SHARED);
    }

    public RedfishVirtualMediaBoot(RedfishClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "redfish-virtual-media";
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("ramdisk_boot");
    }

    @Override
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<>(RedfishInfo.PROPERTIES);
        properties.put(ISO, "URL (http or https, reachable by the BMC) of a ready ISO with the agent. Required.");
        properties.put(RESCUE_ISO, "URL of a ready ISO with the rescue system. Default: that of the agent.");
        properties.put(
                FORCE_PERSISTENT, "Always, Never or Default: whether the agent's boot device outlasts one boot.");
        return properties;
    }

    @Override
    public void validate(NodeTask task) {
        RedfishInfo.of(task);
        iso(task);
        forcePersistent(task);
    }

    @Override
    public void prepareRamdisk(NodeTask task, Map<String, String> kernelParameters) {
        var iso = iso(task);
        media(task).insert(iso);
        task.driver()
                .management()
                .setBootDevice(task, "cdrom", forcePersistent(task).equals("Always"));
    }

    @Override
    public void cleanUpRamdisk(NodeTask task) {
        media(task).ejectAll();
    }

    @Override
    public void prepareInstance(NodeTask task) {
        media(task).ejectAll();
        if (task.node().provisionState() != ProvisionState.ADOPTING) { // a running machine keeps its boot order
            task.driver()
                    .management()
                    .setBootDevice(task, "disk", !forcePersistent(task).equals("Never"));
        }
    }

    @Override
    public void cleanUpInstance(NodeTask task) {
        media(task).ejectAll();
    }

    private RedfishVirtualMedia media(NodeTask task) {
        return new RedfishVirtualMedia(task, RedfishMachine.open(client, task));
    }

    private static String iso(NodeTask task) {
        var info = new InfoDocument(FIELD, task.node().driverInfo());
        var rescue = info.text(RESCUE_ISO);
        if (task.node().provisionState() == ProvisionState.RESCUING && rescue.isPresent()) {
            EgressGuard.of(task.config()).parse(FIELD + "/" + RESCUE_ISO, rescue.get(), SCHEMES);
            return rescue.get();
        }
        var iso = info.text(ISO);
        if (iso.isEmpty()
                && (info.text("deploy_kernel").isPresent()
                        || info.text("deploy_ramdisk").isPresent())) {
            throw info.invalid(
                    ISO,
                    "must be set: this boot interface does not build an ISO from deploy_kernel and deploy_ramdisk");
        }
        var url = iso.orElseThrow(() -> info.missing(ISO, "set it to the URL of a ready ISO with the agent"));
        EgressGuard.of(task.config()).parse(FIELD + "/" + ISO, url, SCHEMES);
        return url;
    }

    private static String forcePersistent(NodeTask task) {
        return new InfoDocument(FIELD, task.node().driverInfo())
                .choice(FORCE_PERSISTENT, List.of("Default", "Always", "Never"))
                .orElse("Default");
    }
}

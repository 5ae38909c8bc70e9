package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.MediaDevice;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.VirtualMediaControl;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Virtual drives as callers ask for them, by device type. */
final class RedfishMedia implements VirtualMediaControl {
    private static final Map<String, Set<String>> TYPES = Map.of(
            "cdrom", RedfishVirtualMedia.CD,
            "disk", Set.of("USBStick"),
            "floppy", Set.of("Floppy"));

    private final RedfishClient client;

    RedfishMedia(RedfishClient client) {
        this.client = client;
    }

    @Override
    public List<MediaDevice> devices(NodeTask task) {
        return media(task).devices();
    }

    @Override
    public void attach(NodeTask task, String deviceType, URI image) {
        media(task).insert(TYPES.getOrDefault(deviceType, Set.of()), image.toString());
    }

    @Override
    public void detach(NodeTask task, Set<String> deviceTypes) {
        var mediaTypes = new LinkedHashSet<String>();
        deviceTypes.forEach(type -> mediaTypes.addAll(TYPES.getOrDefault(type, Set.of())));
        media(task).eject(mediaTypes);
    }

    private RedfishVirtualMedia media(NodeTask task) {
        return new RedfishVirtualMedia(task, RedfishMachine.open(client, task));
    }
}

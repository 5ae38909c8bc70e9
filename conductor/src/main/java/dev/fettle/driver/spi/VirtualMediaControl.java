package dev.fettle.driver.spi;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Fills and empties the virtual drives of a machine. */
public interface VirtualMediaControl {

    List<MediaDevice> devices(NodeTask task);

    /**
     * The image is in a drive of that type when this returns. Idempotent; blocks.
     *
     * @param deviceType cdrom, disk or floppy
     * @param image reachable by the machine; passed the egress guard
     * @throws dev.fettle.model.FaultException {@code INVALID_PARAMETER_VALUE} when no drive takes it
     */
    void attach(NodeTask task, String deviceType, URI image);

    /** Drives of those types are empty when this returns. Idempotent; blocks. */
    void detach(NodeTask task, Set<String> deviceTypes);
}

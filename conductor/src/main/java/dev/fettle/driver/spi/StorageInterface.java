package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;

/** Attaches remote volumes. */
public interface StorageInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.STORAGE;
    }

    void attachVolumes(NodeTask task);

    void detachVolumes(NodeTask task);

    /** False when the node boots from a volume. */
    boolean shouldWriteImage(NodeTask task);
}

package dev.fettle.driver.noop;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StorageInterface;

/** Local disks only. */
public final class NoopStorage implements StorageInterface {

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public void attachVolumes(NodeTask task) {}

    @Override
    public void detachVolumes(NodeTask task) {}

    @Override
    public boolean shouldWriteImage(NodeTask task) {
        return true;
    }
}

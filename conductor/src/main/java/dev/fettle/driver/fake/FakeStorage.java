package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StorageInterface;

/** Attaches no volumes; the image is written to a local disk. */
public final class FakeStorage implements StorageInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public void attachVolumes(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.STORAGE_DELAY);
    }

    @Override
    public void detachVolumes(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.STORAGE_DELAY);
    }

    @Override
    public boolean shouldWriteImage(NodeTask task) {
        return true;
    }
}

package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.BootInterface;
import dev.fettle.driver.spi.NodeTask;
import java.util.Map;
import java.util.Set;

/** Prepares nothing, in the time that it is told to take. */
public final class FakeBoot implements BootInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("ipxe_boot", "pxe_boot");
    }

    @Override
    public void prepareRamdisk(NodeTask task, Map<String, String> kernelParameters) {
        FakeDelay.pause(task, FakeOptions.BOOT_DELAY);
    }

    @Override
    public void cleanUpRamdisk(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.BOOT_DELAY);
    }

    @Override
    public void prepareInstance(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.BOOT_DELAY);
    }

    @Override
    public void cleanUpInstance(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.BOOT_DELAY);
    }
}

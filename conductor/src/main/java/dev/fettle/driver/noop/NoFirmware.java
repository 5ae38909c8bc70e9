package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.FirmwareInterface;
import dev.fettle.driver.spi.NodeTask;

/** For nodes without firmware updates. */
public final class NoFirmware implements FirmwareInterface {

    @Override
    public String name() {
        return "no-firmware";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}

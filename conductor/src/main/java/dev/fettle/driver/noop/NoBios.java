package dev.fettle.driver.noop;

import dev.fettle.driver.spi.BiosInterface;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeTask;

/** For nodes without BIOS settings. */
public final class NoBios implements BiosInterface {

    @Override
    public String name() {
        return "no-bios";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}

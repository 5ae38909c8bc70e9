package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without a console. */
public final class NoConsole implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.CONSOLE;
    }

    @Override
    public String name() {
        return "no-console";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}

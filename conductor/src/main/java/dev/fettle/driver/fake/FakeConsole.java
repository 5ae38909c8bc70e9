package dev.fettle.driver.fake;

import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.model.InterfaceKind;

/** Says that the node has a console; there are no console operations yet. */
public final class FakeConsole implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.CONSOLE;
    }

    @Override
    public String name() {
        return Fake.NAME;
    }
}

package dev.fettle.driver.fake;

import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.model.InterfaceKind;

/** Says that the node can be rescued; there are no rescue operations yet. */
public final class FakeRescue implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.RESCUE;
    }

    @Override
    public String name() {
        return Fake.NAME;
    }
}

package dev.fettle.driver.fake;

import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.model.InterfaceKind;

/** Accepts any RAID configuration; offers no steps, as in {@code contract/drivers.md} section 4. */
public final class FakeRaid implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.RAID;
    }

    @Override
    public String name() {
        return Fake.NAME;
    }
}

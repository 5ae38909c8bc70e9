package dev.fettle.driver.fake;

import dev.fettle.driver.spi.RaidInterface;

/** Accepts any well-formed RAID configuration; offers no steps, as in {@code contract/drivers.md} section 4. */
public final class FakeRaid implements RaidInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }
}

package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.RaidInterface;
import java.util.Map;

/** For nodes without RAID configuration. */
public final class NoRaid implements RaidInterface {

    @Override
    public String name() {
        return "no-raid";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public void validateConfig(NodeTask task, Map<String, Object> config) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public Map<String, String> logicalDiskProperties(String driver) {
        throw Driver.unsupported(kind().word(), driver);
    }
}

package dev.fettle.driver.noop;

import dev.fettle.driver.spi.ConsoleInterface;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeTask;
import java.util.Map;

/** For nodes without a console. */
public final class NoConsole implements ConsoleInterface {

    @Override
    public String name() {
        return "no-console";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public void start(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public void stop(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public Map<String, Object> console(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}

package dev.fettle.driver.fake;

import dev.fettle.driver.spi.ConsoleInterface;
import dev.fettle.driver.spi.NodeTask;
import java.util.Map;

/** A console that can be switched on and off and shows nothing. */
public final class FakeConsole implements ConsoleInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public void start(NodeTask task) {
        task.ensureLockHeld();
    }

    @Override
    public void stop(NodeTask task) {
        task.ensureLockHeld();
    }

    @Override
    public Map<String, Object> console(NodeTask task) {
        return Map.of();
    }
}

package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.ConsoleInterface;
import dev.fettle.driver.spi.NodeTask;
import java.util.Map;

/** A console that does what its node's script says. */
public final class ScriptedConsole implements ConsoleInterface {

    @Override
    public String name() {
        return Script.NAME;
    }

    @Override
    public void start(NodeTask task) {
        Script.act(task, "start_console");
    }

    @Override
    public void stop(NodeTask task) {
        Script.act(task, "stop_console");
    }

    @Override
    public Map<String, Object> console(NodeTask task) {
        return Map.of();
    }
}

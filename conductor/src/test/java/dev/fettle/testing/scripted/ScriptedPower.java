package dev.fettle.testing.scripted;

import dev.fettle.driver.fake.FakePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The power of a machine that exists in the database only. It cannot be read where its node's script says so, and {@code machine_power} is
 * what it has whatever is asked of it.
 */
public final class ScriptedPower implements PowerInterface {
    private final FakePower fake = new FakePower();

    @Override
    public String name() {
        return Script.NAME;
    }

    @Override
    public PowerState read(NodeTask task) {
        Script.act(task, "read_power");
        return Optional.ofNullable(task.node().driverInfo().get("machine_power"))
                .map(word -> PowerState.of(word.toString()))
                .orElseGet(() -> fake.read(task));
    }

    @Override
    public void set(NodeTask task, PowerTarget target, Duration timeout) {
        Script.act(task, "set_power");
        fake.set(task, target, timeout);
    }

    @Override
    public Set<PowerTarget> supported() {
        return fake.supported();
    }
}

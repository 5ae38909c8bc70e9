package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Power of a machine that exists in the database only: its stored state is the true one. */
public final class FakePower implements PowerInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public PowerState read(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.POWER_DELAY);
        return stored(task);
    }

    @Override
    public void set(NodeTask task, PowerTarget target, Duration timeout) {
        FakeDelay.pause(task, FakeOptions.POWER_DELAY);
        task.ensureLockHeld();
        if (stored(task) != target.reaches()) {
            task.save(node -> node.with(NodeFields.POWER_STATE, target.reaches().word()));
        }
    }

    @Override
    public Set<PowerTarget> supported() {
        return EnumSet.allOf(PowerTarget.class);
    }

    private static PowerState stored(NodeTask task) {
        return task.node().powerState().orElse(PowerState.OFF);
    }
}

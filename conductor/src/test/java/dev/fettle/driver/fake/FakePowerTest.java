package dev.fettle.driver.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.driver.spi.PowerInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakePowerTest implements PowerInterfaceContract {
    private final PowerInterface power = new FakePower();
    private TestNodeTask task = new TestNodeTask().with(power);

    @Override
    public PowerInterface power() {
        return power;
    }

    @Override
    public TestNodeTask task() {
        return task;
    }

    @Override
    public void putMachine(PowerState state) {
        task.save(node -> node.with(NodeFields.POWER_STATE, state.word()));
    }

    @Override
    public PowerState machine() {
        return task.node().powerState().orElseThrow();
    }

    /** There is no machine that could be asked too often. */
    @Override
    public int changes() {
        return 0;
    }

    @Override
    @Test
    public void set_reboot_endsOnWhateverItWas() {
        for (var before : List.of(PowerState.ON, PowerState.OFF)) {
            putMachine(before);
            power.set(task, PowerTarget.REBOOT, ENOUGH);
            assertThat(machine()).isEqualTo(PowerState.ON);
        }
    }

    @Override
    public Set<String> textKeys() {
        return Set.of();
    }

    @Test
    void read_nothingStored_isOff() {
        task = new TestNodeTask();
        task.save(node -> node.with(NodeFields.POWER_STATE, null));
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
    }
}

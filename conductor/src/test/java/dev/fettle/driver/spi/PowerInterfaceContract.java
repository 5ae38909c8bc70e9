package dev.fettle.driver.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every power interface promises, run against a machine that is as real as possible. */
public interface PowerInterfaceContract {
    Duration ENOUGH = Duration.ofSeconds(60);

    PowerInterface power();

    /** A task on the node of the machine; the same one each time within a test. */
    TestNodeTask task();

    /** Puts the machine into that state, past the interface. */
    void putMachine(PowerState state);

    /** The true state of the machine. */
    PowerState machine();

    /** How many changes of power the machine was asked for so far. */
    int changes();

    /** Keys of driver_info that take text. */
    Set<String> textKeys();

    @Test
    default void isAPowerInterfaceWithAName() {
        assertThat(power().kind()).isEqualTo(InterfaceKind.POWER);
        assertThat(power().name()).matches("[a-z0-9-]+");
        assertThat(power().supported()).contains(PowerTarget.ON, PowerTarget.OFF, PowerTarget.REBOOT);
    }

    @Test
    default void validate_acceptsTheNode() {
        power().validate(task());
    }

    @Test
    default void read_tellsTheTruth() {
        putMachine(PowerState.ON);
        assertThat(power().read(task())).isEqualTo(PowerState.ON);
        putMachine(PowerState.OFF);
        assertThat(power().read(task())).isEqualTo(PowerState.OFF);
    }

    @Test
    default void set_on_turnsOn() {
        putMachine(PowerState.OFF);
        power().set(task(), PowerTarget.ON, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.ON);
    }

    @Test
    default void set_off_turnsOff() {
        putMachine(PowerState.ON);
        power().set(task(), PowerTarget.OFF, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.OFF);
    }

    @Test
    default void set_whatItIsAlready_isDoneAtOnce() {
        putMachine(PowerState.ON);
        power().set(task(), PowerTarget.ON, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.ON);
        putMachine(PowerState.OFF);
        var before = changes();
        power().set(task(), PowerTarget.OFF, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.OFF);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    default void set_reboot_endsOnWhateverItWas() {
        putMachine(PowerState.ON);
        var before = changes();
        power().set(task(), PowerTarget.REBOOT, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.ON);
        assertThat(changes()).isGreaterThan(before);
        putMachine(PowerState.OFF);
        power().set(task(), PowerTarget.REBOOT, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.ON);
    }

    @Test
    default void set_softOff_turnsOff() {
        assumeThat(power().supported()).contains(PowerTarget.SOFT_OFF);
        putMachine(PowerState.ON);
        power().set(task(), PowerTarget.SOFT_OFF, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.OFF);
    }

    @Test
    default void set_softReboot_endsOn() {
        assumeThat(power().supported()).contains(PowerTarget.SOFT_REBOOT);
        putMachine(PowerState.ON);
        power().set(task(), PowerTarget.SOFT_REBOOT, ENOUGH);
        assertThat(machine()).isEqualTo(PowerState.ON);
    }

    @Test
    default void set_withoutTheLock_touchesNothing() {
        putMachine(PowerState.OFF);
        var before = changes();
        task().loseLock();
        assertThatThrownBy(() -> power().set(task(), PowerTarget.ON, ENOUGH)).isInstanceOf(LockLostException.class);
        assertThat(machine()).isEqualTo(PowerState.OFF);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    default void validate_controlCharactersInAnyText_areRefusedByKeyAndNotRepeated() {
        for (var key : textKeys()) {
            for (var value : Hostile.CONTROLS) {
                var task = task().successor().driverInfo(key, value);
                assertThatThrownBy(() -> power().validate(task))
                        .as(key)
                        .isInstanceOf(FaultException.class)
                        .hasMessageContaining(key)
                        .satisfies(fault ->
                                assertThat(((FaultException) fault).status()).isEqualTo(400))
                        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain(value));
            }
        }
    }

    @Test
    default void validate_metacharactersInAnyText_areHarmless() {
        for (var key : textKeys()) {
            for (var value : Hostile.METACHARACTERS) {
                var task = task().successor().driverInfo(key, value);
                try {
                    power().validate(task);
                } catch (FaultException refused) {
                    assertThat(refused.status()).as(key).isEqualTo(400);
                    assertThat(refused.text()).contains(key);
                }
            }
        }
    }

    @Test
    default void validate_wrongTypes_areRefusedByKey() {
        for (var key : textKeys()) {
            var task = task().successor().driverInfo(key, java.util.List.of("a", "b"));
            assertThatThrownBy(() -> power().validate(task))
                    .as(key)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining(key);
        }
    }
}

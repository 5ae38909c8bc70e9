package dev.fettle.driver.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.operation.LockLostException;
import org.junit.jupiter.api.Test;

/** What every management interface promises. */
public interface ManagementInterfaceContract {
    ManagementInterface management();

    /** A task on the node of the machine; the same one each time within a test. */
    TestNodeTask task();

    /** Whether a boot device once set can be read back; false for interfaces that always report the same. */
    default boolean remembersBootDevice() {
        return true;
    }

    @Test
    default void isAManagementInterfaceWithAName() {
        assertThat(management().kind()).isEqualTo(InterfaceKind.MANAGEMENT);
        assertThat(management().name()).matches("[a-z0-9-]+");
    }

    @Test
    default void validate_acceptsTheNode() {
        management().validate(task());
    }

    @Test
    default void setBootDevice_isReadBack() {
        for (var device : management().supportedBootDevices(task())) {
            for (var persistent : new boolean[] {true, false}) {
                management().setBootDevice(task(), device, persistent);
                if (remembersBootDevice()) {
                    assertThat(management().bootDevice(task())).isEqualTo(new BootDevice(device, persistent));
                }
            }
        }
    }

    @Test
    default void setBootDevice_twice_isTheSameAsOnce() {
        var device = management().supportedBootDevices(task()).getFirst();
        management().setBootDevice(task(), device, true);
        var once = management().bootDevice(task());
        management().setBootDevice(task(), device, true);
        assertThat(management().bootDevice(task())).isEqualTo(once);
    }

    @Test
    default void setBootDevice_unknown_is400AndSaysWhatIsSupported() {
        for (var device : new String[] {"toaster", "", "disk\nevil", "disk; reboot", "PXE"}) {
            assertThatThrownBy(() -> management().setBootDevice(task(), device, false))
                    .as(device)
                    .isInstanceOf(FaultException.class)
                    .satisfies(fault ->
                            assertThat(((FaultException) fault).code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                    .hasMessageContaining(
                            management().supportedBootDevices(task()).getFirst());
        }
    }

    @Test
    default void setBootDevice_withoutTheLock_touchesNothing() {
        var before = management().bootDevice(task());
        var task = task().successor();
        task.loseLock();
        var other = management().supportedBootDevices(task()).getLast();
        assertThatThrownBy(() -> management().setBootDevice(task, other, true)).isInstanceOf(LockLostException.class);
        assertThat(management().bootDevice(task())).isEqualTo(before);
    }
}

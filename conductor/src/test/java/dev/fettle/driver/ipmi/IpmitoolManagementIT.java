package dev.fettle.driver.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.ManagementInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.testing.IpmiSim;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IpmitoolManagementIT implements ManagementInterfaceContract {
    private static IpmiSim sim;

    private final ManagementInterface management = new IpmitoolManagement();
    private TestNodeTask task;

    @BeforeAll
    static void start() {
        sim = IpmiSim.start(1);
    }

    @AfterAll
    static void stop() {
        if (sim != null) {
            sim.close();
        }
    }

    @BeforeEach
    void newTask() {
        task = IpmiNode.task(sim.bmc(0)).with(management);
    }

    @Override
    public ManagementInterface management() {
        return management;
    }

    @Override
    public TestNodeTask task() {
        return task;
    }

    /** The simulator knows four devices and never keeps that one is persistent. */
    @Override
    @Test
    public void setBootDevice_isReadBack() {
        for (var mode : List.of("bios", "uefi")) {
            task.property("capabilities", "boot_mode:" + mode);
            for (var device : List.of("bios", "cdrom", "disk", "pxe")) {
                management.setBootDevice(task, device, true);
                assertThat(management.bootDevice(task)).as(mode).isEqualTo(new BootDevice(device, false));
                assertThat(sim.bmc(0).bootDevice()).isEqualTo(device.equals("disk") ? "default" : device);
            }
        }
    }

    @Test
    void setBootDevice_thatTheBmcRefuses_isAFaultWithBios() {
        task.property("capabilities", "boot_mode:bios");
        assertThatThrownBy(() -> management.setBootDevice(task, "safe", false))
                .isInstanceOf(FaultException.class)
                .satisfies(e -> assertThat(((FaultException) e).code()).isEqualTo(FaultCode.IPMI_FAILURE))
                .hasMessageContaining("chassis bootdev safe")
                .hasMessageContaining(task.node().uuid().toString());
    }

    @Test
    void setBootDevice_thatTheBmcRefuses_isOnlyLoggedWithUefi() {
        management.setBootDevice(task, "pxe", false);
        management.setBootDevice(task, "safe", false);
        assertThat(sim.bmc(0).bootDevice()).isEqualTo("pxe");
    }

    @Test
    void setBootDevice_forced_isSentAgainBeforePowerOn() {
        task.driverInfo("ipmi_force_boot_device", true);
        sim.bmc(0).turn(false);
        management.setBootDevice(task, "cdrom", true);
        management.setBootDevice(task, "pxe", false);

        var power = new IpmitoolPower();
        power.set(task, PowerTarget.ON, Duration.ofMinutes(1));
        assertThat(sim.bmc(0).bootDevice()).as("the one for this boot").isEqualTo("pxe");

        power.set(task, PowerTarget.REBOOT, Duration.ofMinutes(1));
        assertThat(sim.bmc(0).bootDevice()).as("the lasting one").isEqualTo("cdrom");
    }

    @Test
    void detectVendor_isTheManufacturerInLowerCase() {
        assertThat(management.detectVendor(task)).contains("montavista software, inc.");
    }
}

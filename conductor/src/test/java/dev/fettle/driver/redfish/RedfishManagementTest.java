package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.ManagementInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.TestServer.Kind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedfishManagementTest implements ManagementInterfaceContract {
    private final TestBmc bmc = new TestBmc();
    private final RedfishManagement management =
            RedfishInterfaces.create(BmcGate.create()).management();
    private final TestNodeTask task = bmc.task();

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Override
    public ManagementInterface management() {
        return management;
    }

    @Override
    public TestNodeTask task() {
        return task;
    }

    @Test
    void setBootDevice_asItIs_writesNothing() {
        management.setBootDevice(task, "disk", true);
        management.setBootDevice(task, "disk", true);
        assertThat(bmc.bootWrites()).hasSize(1);
    }

    @Test
    void setBootDevice_sendsOnlyWhatChanges() {
        management.setBootDevice(task, "disk", true);
        management.setBootDevice(task, "pxe", true);
        assertThat(bmc.bootWrites().getLast()).isEqualTo("{\"BootSourceOverrideTarget\":\"Pxe\"}");
    }

    @Test
    void setBootDevice_quirksOfVendors() {
        bmc.system("Manufacturer", "Supermicro");
        management.setBootDevice(task, "cdrom", false);
        assertThat(bmc.bootWrites().getLast()).contains("UsbCd").contains("Once");
        assertThat(management.bootDevice(task)).isEqualTo(new BootDevice("cdrom", false));
        bmc.system("Manufacturer", "American Megatrends Inc.");
        management.setBootDevice(task, "disk", false);
        assertThat(bmc.bootWrites().getLast()).contains("Hdd").contains("Once").contains("UEFI");
    }

    @Test
    void setBootDevice_changedMeanwhile_readsAgain() {
        bmc.refuseOnce("PATCH", 412, "");
        management.setBootDevice(task, "disk", true);
        assertThat(management.bootDevice(task)).isEqualTo(new BootDevice("disk", true));
    }

    @Test
    void setBootDevice_duringPost_waits() {
        bmc.refuseOnce("PATCH", 400, TestBmc.message("iLO.2.14.UnableToModifyDuringSystemPOST", "POST"));
        management.setBootDevice(task, "disk", true);
        assertThat(management.bootDevice(task)).isEqualTo(new BootDevice("disk", true));
        assertThat(task.node().internalInfo()).doesNotContainKey(RedfishManagement.REAPPLIED_DEVICE);
    }

    @Test
    void setBootDevice_lastingRefused_isRememberedAndForgottenAgain() {
        bmc.refuseOnce("PATCH", 400, TestBmc.message("Base.1.8.PropertyValueNotInList", "Continuous"));
        management.setBootDevice(task, "disk", true);
        assertThat(management.bootDevice(task)).isEqualTo(new BootDevice("disk", false));
        assertThat(task.node().internalText(RedfishManagement.REAPPLIED_DEVICE)).isEqualTo("disk");
        management.setBootDevice(task, "pxe", false);
        assertThat(task.node().internalInfo()).doesNotContainKey(RedfishManagement.REAPPLIED_DEVICE);
    }

    @Test
    void setBootDevice_refusedForGood_isAFaultWithTheReason() {
        for (var i = 0; i < 2; i++) {
            bmc.refuseOnce("PATCH", 403, TestBmc.message("Base.1.8.InsufficientPrivilege", "no privilege"));
        }
        assertThatThrownBy(() -> management.setBootDevice(task, "disk", true)).hasMessageContaining("no privilege");
    }

    @Test
    void setBootDevice_answerLost_looksBeforeItWritesAgain() {
        bmc.server().misbehaveOnce("PATCH", Kind.DROP_AFTER);
        management.setBootDevice(task, "disk", true);
        assertThat(bmc.bootWrites()).hasSize(1);
    }

    @Test
    void setBootDevice_settingsResource_isUsedWhenItHoldsTheProperty() {
        var settings = TestBmc.SYSTEM + "/Settings";
        bmc.system("@Redfish.Settings", Map.of("SettingsObject", Map.of("@odata.id", settings)));
        bmc.resource(
                settings,
                "{\"Boot\": {\"BootSourceOverrideTarget\": \"Hdd\", \"BootSourceOverrideEnabled\": \"Continuous\"}}");
        management.setBootDevice(task, "disk", true); // as it is there
        assertThat(bmc.bootWrites()).isEmpty();
    }

    @Test
    void readsVendorModeAndHealth() {
        assertThat(management.detectVendor(task)).contains("Example Inc.");
        assertThat(management.bootMode(task)).contains("uefi");
        assertThat(management.health(task)).contains("OK");
        bmc.system("Status", Map.of("Health", "Exploded"))
                .system("Manufacturer", "")
                .system("Boot", Map.of());
        assertThat(management.detectVendor(task)).isEmpty();
        assertThat(management.bootMode(task)).isEmpty();
        assertThat(management.health(task)).isEmpty();
        assertThat(management.bootDevice(task)).isEqualTo(new BootDevice(null, null));
    }
}

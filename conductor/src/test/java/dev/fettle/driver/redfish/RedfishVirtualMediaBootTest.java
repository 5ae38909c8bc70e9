package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.Hostile;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.provision.ProvisionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedfishVirtualMediaBootTest {
    private static final String ISO = "http://192.0.2.1/agent.iso";

    private final TestBmc bmc = new TestBmc();
    private final RedfishInterfaces redfish = RedfishInterfaces.create(BmcGate.create());
    private final TestNodeTask task = bmc.task().with(redfish.management());

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Test
    void prepareRamdisk_insertsAndBootsFromItOnce() {
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.image()).isEqualTo(ISO);
        assertThat(redfish.management().bootDevice(task)).isEqualTo(new BootDevice("cdrom", false));
    }

    @Test
    void prepareRamdisk_forARescue_insertsTheRescueIso() {
        var rescue = "http://192.0.2.1/rescue.iso";
        task.driverInfo("rescue_iso", rescue);
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.image()).isEqualTo(ISO);
        redfish.boot().prepareRamdisk(task.state(ProvisionState.RESCUING), Map.of());
        assertThat(bmc.image()).isEqualTo(rescue);
    }

    @Test
    void prepareRamdisk_twice_touchesTheDriveOnce() {
        redfish.boot().prepareRamdisk(task, Map.of());
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.inserts()).isEqualTo(1);
        assertThat(bmc.ejects()).isZero();
        assertThat(bmc.bootWrites()).hasSize(1);
    }

    @Test
    void prepareRamdisk_otherMedium_isEjectedFirst() {
        bmc.insertedByHand("http://192.0.2.9/old.iso");
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.ejects()).isEqualTo(1);
        assertThat(bmc.image()).isEqualTo(ISO);
    }

    @Test
    void prepareRamdisk_answerLost_looksBeforeItInsertsAgain() {
        bmc.server().misbehaveOnce("InsertMedia", Kind.DROP_AFTER);
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.inserts()).isEqualTo(1);
    }

    @Test
    void prepareRamdisk_serverErrors_areRetriedThreeTimes() {
        bmc.refuseOnce("InsertMedia", 500, "").refuseOnce("InsertMedia", 503, "");
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.image()).isEqualTo(ISO);
    }

    @Test
    void prepareRamdisk_firmwareThatWantsMore_getsIt() {
        bmc.refuseOnce(
                "InsertMedia",
                400,
                TestBmc.message("Base.1.8.ActionParameterMissing", "TransferProtocolType is missing"));
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.image()).isEqualTo(ISO);
    }

    @Test
    void prepareRamdisk_refused_saysWhichDriveAndWhy() {
        bmc.refuseOnce("InsertMedia", 405, TestBmc.message("Base.1.8.OperationNotAllowed", "needs a licence"));
        assertThatThrownBy(() -> redfish.boot().prepareRamdisk(task, Map.of()))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                .hasMessageContaining("needs a licence")
                .hasMessageContaining("VirtualMedia/Cd");
    }

    @Test
    void prepareRamdisk_drivesOfTheManager_areFound() {
        var manager = "/redfish/v1/Managers/1";
        bmc.system("VirtualMedia", Map.of());
        bmc.system("Links", Map.of("ManagedBy", List.of(Map.of("@odata.id", manager))));
        bmc.resource(manager, "{\"VirtualMedia\": {\"@odata.id\": \"" + TestBmc.SYSTEM + "/VirtualMedia\"}}");
        redfish.boot().prepareRamdisk(task, Map.of());
        assertThat(bmc.image()).isEqualTo(ISO);
    }

    @Test
    void prepareInstance_ejectsAndBootsFromDiskForGood() {
        redfish.boot().prepareRamdisk(task, Map.of());
        redfish.boot().prepareInstance(task);
        assertThat(bmc.inserted()).isFalse();
        assertThat(redfish.management().bootDevice(task)).isEqualTo(new BootDevice("disk", true));
    }

    @Test
    void cleanUp_isSafeToRunAgain() {
        redfish.boot().prepareRamdisk(task, Map.of());
        redfish.boot().cleanUpRamdisk(task);
        redfish.boot().cleanUpRamdisk(task);
        redfish.boot().cleanUpInstance(task);
        assertThat(bmc.ejects()).isEqualTo(1);
    }

    @Test
    void validate_namesWhatIsMissing() {
        task.withoutDriverInfo("deploy_iso");
        assertRefused(task, FaultCode.MISSING_PARAMETER_VALUE);
        task.driverInfo("deploy_kernel", "http://x/k").driverInfo("deploy_ramdisk", "http://x/r");
        assertRefused(task, FaultCode.INVALID_PARAMETER_VALUE);
    }

    @Test
    void validate_hostileUrls_areRefused() {
        Hostile.CONTROLS.forEach(value -> assertRefused(
                task.successor().driverInfo("deploy_iso", "http://x/" + value), FaultCode.INVALID_PARAMETER_VALUE));
        for (var url : new String[] {
            "file:///etc/passwd", "http://169.254.169.254/iso", "gopher://x", "http://u:p@x/iso", "iso"
        }) {
            assertRefused(task.successor().driverInfo("deploy_iso", url), FaultCode.INVALID_PARAMETER_VALUE);
        }
        assertThat(bmc.server().requests()).isEmpty();
    }

    private void assertRefused(TestNodeTask with, FaultCode code) {
        assertThatThrownBy(() -> redfish.boot().validate(with))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining("deploy_iso");
    }
}

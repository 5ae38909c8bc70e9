package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.Indicator;
import dev.fettle.driver.spi.MediaDevice;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boot mode, secure boot, interrupts, lights and virtual drives by Redfish. */
class RedfishControlsTest {
    private static final String SECURE_BOOT = TestBmc.SYSTEM + "/SecureBoot";

    private final TestBmc bmc = new TestBmc();
    private final RedfishInterfaces interfaces = RedfishInterfaces.create(BmcGate.create());
    private final RedfishManagement management = interfaces.management();
    private final TestNodeTask task = bmc.task();

    @BeforeEach
    void compose() {
        task.with(interfaces.power()).with(management);
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Test
    void bootMode_isWrittenAndReadBack() {
        management.bootModeControl(task).set(task, "bios");

        assertThat(bmc.bootWrites()).containsExactly("{\"BootSourceOverrideMode\":\"Legacy\"}");
        assertThat(management.bootMode(task)).contains("bios");
        assertThat(bmc.resets()).as("in force at once").isEmpty();
        bmc.refuseOnce("PATCH", 400, TestBmc.message("x.UnableToModifyDuringSystemPOST", "POST"));
        management.bootModeControl(task).set(task, "uefi");
        assertThat(management.bootMode(task)).contains("uefi");
    }

    @Test
    void bootMode_refused_saysWhy() {
        bmc.refuseOnce("PATCH", 400, TestBmc.message("Base.1.8.PropertyNotWritable", "Not writable."));
        assertThatThrownBy(() -> management.bootModeControl(task).set(task, "bios"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("did not take boot mode bios")
                .hasMessageContaining("Not writable.");
    }

    @Test
    void secureBoot_comesIntoForceByARestartThatLeavesThePowerAsItWas() {
        secureBoot(false);
        bmc.resources().changesNeedARestart();

        management.secureBootControl(task).set(task, true);

        assertThat(management.secureBoot(task)).contains(true);
        assertThat(bmc.resets()).containsExactly("On", "ForceOff");
        assertThat(bmc.power()).isEqualTo("Off");
    }

    @Test
    void secureBoot_thatNeverComesIntoForce_failsInTime() {
        secureBoot(false);
        bmc.resources().changesAreLost();
        bmc.power("On");

        assertThatThrownBy(() -> management.secureBootControl(task).set(task, true))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("not in force after a restart");
        assertThat(task.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
    }

    @Test
    void secureBoot_thatTheMachineCannotHave_isRefused() {
        assertThat(management.secureBoot(task)).isEmpty();
        assertThatThrownBy(() -> management.secureBootControl(task).set(task, true))
                .hasMessageContaining("does not know secure boot");
        secureBoot(false);
        management.bootModeControl(task).set(task, "bios");
        assertThatThrownBy(() -> management.secureBootControl(task).set(task, true))
                .hasMessageContaining("set its boot mode to uefi first");
        assertThat(bmc.resources().patches()).isEmpty();
    }

    @Test
    void nmi_isSentOnce() {
        management.nmiControl(task).inject(task);
        assertThat(bmc.resets()).containsExactly("Nmi");

        bmc.refuseOnce("Reset", 500, TestBmc.message("Base.1.8.InternalError", "Broken."));
        assertThatThrownBy(() -> management.nmiControl(task).inject(task)).hasMessageContaining("Broken.");
        bmc.server().misbehaveOnce("ComputerSystem.Reset", Kind.DROP_AFTER);
        assertThatThrownBy(() -> management.nmiControl(task).inject(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("may have been sent");
        assertThat(bmc.resets()).as("not repeated").containsExactly("Nmi", "Nmi");
    }

    @Test
    void nmi_notOffered_isRefused() {
        bmc.system(
                "Actions",
                Map.of(
                        "#ComputerSystem.Reset",
                        Map.of("target", "/x", "ResetType@Redfish.AllowableValues", List.of("On"))));
        assertThatThrownBy(() -> management.nmiControl(task).inject(task))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE));
    }

    @Test
    void indicators_ofSystemChassisAndDrives() {
        var storage = TestBmc.SYSTEM + "/Storage";
        bmc.system("UUID", "u-1").system("LocationIndicatorActive", true);
        bmc.system("Links", Map.of("Chassis", List.of(Map.of("@odata.id", "/redfish/v1/Chassis/1"))));
        bmc.system("Storage", Map.of("@odata.id", storage));
        bmc.resource("/redfish/v1/Chassis/1", "{\"Id\": \"1\", \"IndicatorLED\": \"Blinking\"}");
        bmc.resource(storage, "{\"Members\": [{\"@odata.id\": \"" + storage + "/a\"}]}");
        bmc.resource(
                storage + "/a", "{\"Id\": \"a\", \"Drives\": [{\"@odata.id\": \"/d/1\"}, {\"@odata.id\": \"/d/2\"}]}");
        bmc.resource("/d/1", "{\"Id\": \"7\", \"IndicatorLED\": \"Lit\"}");
        bmc.resource("/d/2", "{\"Id\": \"8\"}");
        var control = management.indicatorControl(task);

        assertThat(control.supported(task))
                .isEqualTo(Map.of(
                        "system", Map.of("u-1", new Indicator(false, List.of("off", "on"))),
                        "chassis", Map.of("1", new Indicator(false, List.of("blinking", "off", "on"))),
                        "disk", Map.of("a:7", new Indicator(false, List.of("blinking", "off", "on")))));
        assertThat(control.state(task, "system", "u-1")).isEqualTo("on");
        assertThat(control.state(task, "chassis", "1")).isEqualTo("blinking");
        assertThat(control.state(task, "disk", "a:7")).isEqualTo("on");
        control.set(task, "disk", "a:7", "off");
        assertThat(control.state(task, "disk", "a:7")).isEqualTo("off");
        assertThat(bmc.resources().patches()).containsExactly("/d/1 {\"IndicatorLED\":\"Off\"}");
        assertThatThrownBy(() -> control.state(task, "disk", "a:8")).isInstanceOf(FaultException.class);
    }

    @Test
    void virtualMedia_goInAndOutByType() {
        var control = management.virtualMediaControl(task);
        assertThat(control.devices(task)).containsExactly(new MediaDevice(List.of("CD", "DVD"), false, null));

        control.attach(task, "cdrom", URI.create("http://192.0.2.1/a.iso"));
        control.attach(task, "cdrom", URI.create("http://192.0.2.1/a.iso"));

        assertThat(bmc.inserts()).isEqualTo(1);
        assertThat(control.devices(task))
                .containsExactly(new MediaDevice(List.of("CD", "DVD"), true, "http://192.0.2.1/a.iso"));
        control.detach(task, Set.of("disk", "floppy"));
        assertThat(bmc.inserted()).isTrue();
        control.detach(task, Set.of("cdrom", "disk"));
        assertThat(bmc.inserted()).isFalse();
        assertThatThrownBy(() -> control.attach(task, "floppy", URI.create("http://192.0.2.1/a.img")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("No virtual drive for Floppy")
                .hasMessageContaining("it has none");
    }

    private void secureBoot(boolean on) {
        bmc.system("SecureBoot", Map.of("@odata.id", SECURE_BOOT));
        bmc.resource(SECURE_BOOT, "{\"SecureBootEnable\": " + on + "}");
    }
}

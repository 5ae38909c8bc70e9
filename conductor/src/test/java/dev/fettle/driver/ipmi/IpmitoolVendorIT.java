package dev.fettle.driver.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.VendorCall;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.step.StepKind;
import dev.fettle.testing.IpmiSim;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpmitoolVendorIT {
    private static IpmiSim sim;

    private final IpmitoolVendor vendor = new IpmitoolVendor();
    private TestNodeTask task = new TestNodeTask();

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
        task = IpmiNode.task(sim.bmc(0)).with(vendor).with(new IpmitoolManagement());
    }

    @Test
    void methods_areThoseOfTheReference() {
        assertThat(vendor.nodeMethods("ipmi")).extracting(VendorMethod::name).containsExactly("send_raw", "bmc_reset");
        assertThat(vendor.nodeMethods("ipmi")).allSatisfy(method -> {
            assertThat(method.httpMethods()).containsExactly("POST");
            assertThat(method.async()).isTrue();
            assertThat(method.exclusive()).isTrue();
        });
        for (var kind : new StepKind[] {StepKind.CLEAN, StepKind.DEPLOY, StepKind.SERVICE}) {
            assertThat(vendor.steps(kind)).extracting(step -> step.spec().key()).containsExactly("vendor.send_raw");
        }
        assertThat(vendor.steps(StepKind.CLEAN).getFirst().spec().requiresRamdisk())
                .isFalse();
        assertThat(vendor.steps(StepKind.CLEAN).getFirst().resume()).isEqualTo(Step.Resume.FAIL);
    }

    @Test
    void sendRaw_reachesTheBmc() {
        run("send_raw", Map.of("raw_bytes", "0x06 0x01"));
        assertThat(vendor.steps(StepKind.CLEAN).getFirst().run(task, Map.of("raw_bytes", "6 1")))
                .isEqualTo(StepOutcome.done());
    }

    @Test
    void sendRaw_thatTheBmcRefuses_isAFault() {
        assertThatThrownBy(() -> run("send_raw", Map.of("raw_bytes", "0x2e 0xff")))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.IPMI_FAILURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x06",
                "0x06 0x01 -H",
                "0x06 0x100",
                "6; reboot",
                "$(x) 1",
                "0x06\n0x01",
                "0x06  0x01",
                "power off"
            })
    void sendRaw_takesBytesOnly(String bytes) {
        assertThatThrownBy(() -> run("send_raw", Map.of("raw_bytes", bytes)))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE));
        assertThatThrownBy(() -> vendor.steps(StepKind.DEPLOY).getFirst().run(task, Map.of("raw_bytes", bytes)))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void arguments_areCheckedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> run("send_raw", Map.of())).hasMessageContaining("'raw_bytes' not passed");
        assertThatThrownBy(() -> run("send_raw", Map.of("raw_bytes", 6))).hasMessageContaining("is no string");
        assertThatThrownBy(() -> run("bmc_reset", Map.of("warm", "perhaps"))).hasMessageContaining("true or false");
        var nowhere = new TestNodeTask().with(vendor);
        assertThatThrownBy(() -> method("bmc_reset").check().check(nowhere, call("bmc_reset", Map.of())))
                .hasMessageContaining("ipmi_address");
    }

    /** The simulated BMC knows no interrupts; that it says so shows that the command came there. */
    @Test
    void nmi_isSentByPowerDiag() {
        assertThatThrownBy(() -> new IpmitoolManagement().nmiControl(task).inject(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("power diag")
                .hasMessageContaining("Chassis Power Control to Diag failed");
        assertThat(task.points()).as("the lock was checked before").isPositive();
    }

    private void run(String name, Map<String, Object> info) {
        var method = method(name);
        method.check().check(task, call(name, info));
        assertThat(method.work().run(task, call(name, info))).isNull();
    }

    private VendorMethod<NodeTask> method(String name) {
        return vendor.nodeMethods("ipmi").stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VendorCall call(String name, Map<String, Object> info) {
        return new VendorCall(name, "POST", info);
    }
}

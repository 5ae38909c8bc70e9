package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.driver.spi.PowerInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedfishPowerTest implements PowerInterfaceContract {
    private final TestBmc bmc = new TestBmc();
    private final RedfishPower power =
            RedfishInterfaces.create(BmcGate.create()).power();
    private final TestNodeTask task = bmc.task();

    @AfterEach
    void stop() {
        bmc.close();
    }

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
        bmc.power(state == PowerState.ON ? "On" : "Off");
    }

    @Override
    public PowerState machine() {
        return bmc.power().equals("On") ? PowerState.ON : PowerState.OFF;
    }

    @Override
    public int changes() {
        return bmc.resets().size();
    }

    @Override
    public Set<String> textKeys() {
        return RedfishInfo.PROPERTIES.keySet();
    }

    @Test
    void read_wordsOnTheWay_countAsWhereTheyLead() {
        bmc.power("PoweringOn");
        assertThat(power.read(task)).isEqualTo(PowerState.ON);
        bmc.power("PoweringOff");
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        bmc.power("Paused");
        assertThat(power.read(task)).isEqualTo(PowerState.ERROR);
    }

    @Test
    void set_on_conflictWhileNotReady_isRetried() {
        for (var i = 0; i < 6; i++) {
            bmc.refuseOnce("Reset", 409, TestBmc.message("Base.1.8.ActionParameterValueConflict", "not now"));
        }
        power.set(task, PowerTarget.ON, Duration.ofMinutes(5));
        assertThat(bmc.resets()).containsExactly("On");
        assertThat(task.pauses()).contains(Duration.ofSeconds(10));
    }

    @Test
    void set_off_refusedAlthoughThere_isSuccess() {
        power.read(task);
        bmc.power("On");
        bmc.server().misbehaveOnce("Reset", Kind.DROP_AFTER); // carried out, the answer lost
        power.set(task, PowerTarget.OFF, Duration.ofMinutes(1));
        assertThat(bmc.resets()).containsExactly("ForceOff");
    }

    @Test
    void set_answerLostAndNotCarriedOut_failsInTimeWithoutASecondRequest() {
        bmc.power("On");
        bmc.server().misbehaveOnce("Reset", Kind.DROP_BEFORE);
        assertThatThrownBy(() -> power.set(task, PowerTarget.OFF, Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.POWER_STATE_FAILURE));
        assertThat(bmc.resets()).isEmpty();
        assertThat(bmc.server().count("Reset")).isEqualTo(1);
    }

    @Test
    void set_refused_saysWhatTheBmcSaid() {
        bmc.refuseOnce(
                "Reset", 403, TestBmc.message("Base.1.8.InsufficientPrivilege", "You may\r\nnot: password=hunter2"));
        assertThatThrownBy(() -> power.set(task, PowerTarget.ON, ENOUGH))
                .hasMessageContaining("You may not")
                .hasMessageNotContainingAny("\r", "\n", "hunter2", TestBmc.PASSWORD);
    }

    @Test
    void set_notOffered_isRefusedBeforeAnythingIsSent() {
        bmc.power("On");
        bmc.system(
                "Actions",
                java.util.Map.of(
                        "#ComputerSystem.Reset",
                        java.util.Map.of(
                                "target",
                                TestBmc.SYSTEM + "/Actions/ComputerSystem.Reset",
                                "ResetType@Redfish.AllowableValues",
                                List.of("On", "ForceOff"))));
        assertThatThrownBy(() -> power.set(task, PowerTarget.SOFT_OFF, ENOUGH))
                .hasMessageContaining("GracefulShutdown")
                .hasMessageContaining("soft power off");
        assertThat(bmc.resets()).isEmpty();
    }

    @Test
    void reboot_isOffThenOn_unlessPowerOffIsDisabled() {
        bmc.power("On");
        power.set(task, PowerTarget.REBOOT, ENOUGH);
        assertThat(bmc.resets()).containsExactly("ForceOff", "On");
        task.save(node -> node.with(NodeFields.DISABLE_POWER_OFF, true));
        power.set(task, PowerTarget.REBOOT, ENOUGH);
        assertThat(bmc.resets()).containsExactly("ForceOff", "On", "ForceRestart");
    }

    @Test
    void set_on_afterABmcRefusedALastingDevice_appliesItAnew() {
        task.internal(RedfishManagement.REAPPLIED_DEVICE, "disk");
        power.set(task, PowerTarget.ON, ENOUGH);
        assertThat(bmc.bootWrites()).singleElement().asString().contains("Hdd").contains("Once");
    }
}

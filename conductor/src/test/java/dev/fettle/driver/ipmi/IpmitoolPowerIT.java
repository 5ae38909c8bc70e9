package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.PowerInterface;
import dev.fettle.driver.spi.PowerInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.power.PowerState;
import dev.fettle.testing.IpmiSim;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class IpmitoolPowerIT implements PowerInterfaceContract {
    private static IpmiSim sim;

    private final PowerInterface power = new IpmitoolPower();
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
        task = IpmiNode.task(sim.bmc(0)).with(power);
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
        sim.bmc(0).turn(state == PowerState.ON);
    }

    @Override
    public PowerState machine() {
        return sim.bmc(0).isOn() ? PowerState.ON : PowerState.OFF;
    }

    @Override
    public int changes() {
        return sim.bmc(0).powerChanges();
    }

    @Override
    public Set<String> textKeys() {
        return Set.of(
                "ipmi_address",
                "ipmi_username",
                "ipmi_password",
                "ipmi_priv_level",
                "ipmi_protocol_version",
                "ipmi_hex_kg_key",
                "ipmi_bridging",
                "ipmi_local_address",
                "ipmi_transit_channel",
                "ipmi_transit_address",
                "ipmi_target_channel",
                "ipmi_target_address");
    }
}

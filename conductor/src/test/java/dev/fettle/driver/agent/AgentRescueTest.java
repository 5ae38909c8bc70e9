package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.StepOutcome.Done;
import dev.fettle.driver.spi.StepOutcome.Waiting;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rescue and service against a BMC and an agent over HTTP; also with a conductor that dies at every point there is. */
class AgentRescueTest {
    private static final int MOST_POINTS = 60;

    private final AgentRescue rescue = new AgentRescue(new AgentClient(new OutboundHttp()));
    private TestMachine machine = new TestMachine();

    @AfterEach
    void stop() {
        machine.close();
    }

    @Test
    void rescue_handsOverThePasswordAndGoesBack() {
        var task = rescued(machine.task().state(ProvisionState.RESCUING));
        assertThat(machine.agent
                        .lastReceived()
                        .path("params")
                        .path("rescue_password")
                        .asText())
                .isEqualTo("$5$x$y");
        assertThat(machine.agent.lastReceived().path("params").path("hashed").asBoolean())
                .isTrue();
        assertThat(machine.wires.changes()).containsExactly("+RESCUING", "-RESCUING", "+TENANT");
        assertThat(machine.bmc.inserted()).isFalse();
        assertThat(machine.bmc.power()).as("the rescue system runs on").isEqualTo("On");

        rescue.unrescue(task.state(ProvisionState.UNRESCUING));

        assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff", "On");
        assertThat(machine.instanceBoots()).isEqualTo(1);
        assertThat(machine.wires.connected()).containsExactly("TENANT");
    }

    @Test
    void rescue_twice_bootsTwice() {
        var task = rescued(machine.task().state(ProvisionState.RESCUING));
        rescue.unrescue(task.state(ProvisionState.UNRESCUING));
        rescued(task.state(ProvisionState.RESCUING));
        rescue.unrescue(task.state(ProvisionState.UNRESCUING));
        assertThat(machine.agentBoots()).isEqualTo(2);
        assertThat(machine.instanceBoots()).isEqualTo(2);
    }

    @Test
    void rescue_conductorDiesAnywhere_anotherGoesOnAndNothingHappensTwice() {
        for (var point = 1; point <= MOST_POINTS; point++) {
            fresh();
            var task = despite(machine.task().state(ProvisionState.RESCUING).dieAt(point), this::rescue);
            assertThat(machine.bmc.resets()).as("point %d", point).containsExactly("On");
            machine.heartbeat(task);
            var next = despite(password(task.successor()).dieAt(point), rescue::finish);
            rescue.finish(next); // as after a death before the end was written down
            assertThat(machine.agent.count("rescue.finalize_rescue"))
                    .as("point %d", point)
                    .isEqualTo(1);
            assertThat(machine.wires.connected()).containsExactly("TENANT");
            despite(next.successor().state(ProvisionState.UNRESCUING).dieAt(point), rescue::unrescue);
            assertThat(machine.bmc.resets()).as("point %d", point).containsExactly("On", "ForceOff", "On");
        }
    }

    @Test
    void finish_agentThatStoppedServingAfterItWasTold_hasObeyed() {
        var task = machine.task().state(ProvisionState.RESCUING);
        rescue(task);
        machine.heartbeat(task);
        password(task).internal("agent_rescue_finalized", true);
        machine.agent.close();
        rescue.finish(task);
        assertThat(machine.wires.connected()).containsExactly("TENANT");
    }

    @Test
    void finish_withoutPassword_isRefused() {
        var task = machine.task().state(ProvisionState.RESCUING);
        rescue(task);
        machine.heartbeat(task);
        assertThatThrownBy(() -> rescue.finish(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("no rescue password");
    }

    @Test
    void service_conductorDiesAnywhere_theInstanceComesBackOnce() {
        for (var point = 1; point <= MOST_POINTS; point++) {
            fresh();
            var task = despite(machine.task().state(ProvisionState.SERVICING).dieAt(point), this::prepareService);
            assertThat(machine.bmc.resets()).as("point %d", point).containsExactly("On");
            assertThat(machine.wires.connected()).containsExactly("SERVICING");
            machine.heartbeat(task);
            assertThat(machine.deploy.prepareService(task)).isInstanceOf(Done.class);
            despite(task.successor().dieAt(point), machine.deploy::tearDownService);
            assertThat(machine.bmc.resets()).as("point %d", point).containsExactly("On", "ForceOff", "On");
            assertThat(machine.instanceBoots()).isEqualTo(1);
            assertThat(machine.wires.connected()).containsExactly("TENANT");
        }
    }

    @Test
    void service_afterAFailure_leavesTheMachineAsItIs() {
        var task = machine.task().state(ProvisionState.SERVICING);
        prepareService(task);
        task.save(node -> node.with(NodeFields.FAULT, "service failure"));
        machine.deploy.tearDownService(task);
        assertThat(machine.bmc.resets()).containsExactly("On");
        assertThat(machine.wires.connected()).containsExactly("SERVICING");
    }

    private TestNodeTask rescued(TestNodeTask task) {
        rescue(task);
        machine.heartbeat(task);
        assertThat(rescue.rescue(task)).isInstanceOf(Done.class);
        rescue.finish(password(task));
        return task;
    }

    private void rescue(NodeTask task) {
        assertThat(rescue.rescue(task)).isInstanceOf(Waiting.class);
    }

    private void prepareService(NodeTask task) {
        StepOutcome outcome = machine.deploy.prepareService(task);
        assertThat(outcome).isInstanceOf(Waiting.class);
    }

    /** Another conductor does the same again after a death. */
    private static TestNodeTask despite(TestNodeTask mortal, Consumer<NodeTask> work) {
        try {
            work.accept(mortal);
            return mortal.successor();
        } catch (TestNodeTask.Died _) {
            var next = mortal.successor();
            work.accept(next);
            return next;
        }
    }

    private void fresh() {
        machine.close();
        machine = new TestMachine();
    }

    private static TestNodeTask password(TestNodeTask task) {
        return task.instanceInfo("hashed_rescue_password", "$5$x$y");
    }
}

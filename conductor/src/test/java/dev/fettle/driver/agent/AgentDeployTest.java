package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.Step.Resume;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.StepOutcome.Done;
import dev.fettle.driver.spi.StepOutcome.Failed;
import dev.fettle.driver.spi.StepOutcome.NotStarted;
import dev.fettle.driver.spi.StepOutcome.Waiting;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole deploy against a BMC and an agent over HTTP; also with a conductor that dies at every point there is. */
class AgentDeployTest {
    private static final int MOST_TURNS = 200;
    private TestMachine machine = new TestMachine();

    @AfterEach
    void stop() {
        machine.close();
    }

    @Test
    void steps_areThoseOfTheContract() {
        assertThat(machine.deploy.steps(StepKind.DEPLOY))
                .extracting(step -> step.spec().key() + " " + step.spec().priority())
                .containsExactly(
                        "deploy.deploy 100",
                        "deploy.write_image 80",
                        "deploy.prepare_instance_boot 60",
                        "deploy.tear_down_agent 40",
                        "deploy.switch_to_tenant_network 30",
                        "deploy.boot_instance 20");
        assertThat(machine.deploy.steps(StepKind.CLEAN)).isEmpty();
        assertThat(machine.deploy.inBand()).isPresent();
    }

    @Test
    void deploy_writesTheImageAndBootsIt() {
        var task = new Run(machine, machine.task()).toTheEnd();
        assertDeployed(task);
        assertThat(machine.bmc.resets()).containsExactly("On", "On");
        assertThat(machine.wires.changes()).containsExactly("+PROVISIONING", "-PROVISIONING", "+TENANT");
        assertThat(machine.agent.received())
                .containsExactly(
                        "deploy.execute_deploy_step",
                        "standby.get_partition_uuids",
                        "image.install_bootloader",
                        "standby.sync",
                        "standby.power_off");
        assertThat(task.node().instanceInfo()).containsEntry("image_url", "http://192.0.2.1/image.qcow2");
        assertThat(task.node().internalText("root_uuid_or_disk_id")).isEqualTo("root-1");
    }

    @Test
    void deploy_conductorDiesAnywhere_anotherGoesOnAndNothingHappensTwice() {
        var points = countPoints();
        assertThat(points).isGreaterThan(20);
        for (var point = 1; point <= points; point++) {
            machine.close();
            machine = new TestMachine();
            var run = new Run(machine, machine.task().dieAt(point));
            var task = run.toTheEnd();
            assertThat(run.deaths()).as("point %d", point).isEqualTo(1);
            assertDeployed(task);
            assertThat(machine.bmc.resets())
                    .as("resets after a death at point %d", point)
                    .containsExactly("On", "On");
            assertThat(machine.agent.count("standby.power_off"))
                    .as("point %d", point)
                    .isEqualTo(1);
            assertThat(machine.agent.count("image.install_bootloader"))
                    .as("point %d", point)
                    .isEqualTo(1);
        }
    }

    @Test
    void prepare_machineThatIsOn_isPoweredOffOnce() {
        var task = machine.task();
        machine.deploy.prepare(task);
        task.driver().power().set(task, dev.fettle.model.power.PowerTarget.ON, java.time.Duration.ofMinutes(1));
        machine.deploy.prepare(task);
        machine.deploy.prepare(task);
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff");
        assertThat(TestMachine.isOff(task)).isTrue();
    }

    @Test
    void deploy_powerOffDisabled_restartsInstead() {
        var task = machine.task();
        task.driver().power().set(task, dev.fettle.model.power.PowerTarget.ON, java.time.Duration.ofMinutes(1));
        task.save(node -> node.with(NodeFields.DISABLE_POWER_OFF, true));
        new Run(machine, task).toTheEnd();
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceRestart", "ForceRestart");
        assertThat(machine.agent.received()).endsWith("standby.sync", "system.lockdown");
        machine.deploy.tearDown(task);
        assertThat(machine.bmc.power()).isEqualTo("On");
    }

    @Test
    void deploy_powerOffDisabledAndOff_isSwitchedOn() {
        var task = machine.task();
        task.save(node -> node.with(NodeFields.DISABLE_POWER_OFF, true));
        new Run(machine, task).toTheEnd();
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceRestart");
    }

    @Test
    void prepare_takeOver_leavesTheMachineOn() {
        var task = machine.task().state(ProvisionState.ACTIVE);
        machine.deploy.prepare(task);
        assertThat(machine.bmc.resets()).isEmpty();
        assertThat(machine.wires.changes()).isEmpty();
    }

    @Test
    void writeImage_failed_failsWithTheAgentsReason() {
        var task = machine.task();
        machine.deploy.prepare(task);
        step(0).run(task, Map.of());
        machine.heartbeat(task);
        assertThat(step(1).run(task, Map.of())).isInstanceOf(Waiting.class);
        machine.agent.fail("no space on /dev/sda");
        assertThat(step(1).observe(task.withoutLock(), Map.of()))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().message()).contains("no space on /dev/sda"));
    }

    @Test
    void writeImage_sendsImageAndConfigDrive() {
        var task = machine.task();
        machine.deploy.prepare(task);
        step(0).run(task, Map.of());
        machine.heartbeat(task);
        step(1).run(task, Map.of());
        var sent = machine.agent.lastReceived().path("params").path("step");
        assertThat(sent.path("step").asText()).isEqualTo("write_image");
        assertThat(sent.path("args").path("image_info").path("urls").path(0).asText())
                .isEqualTo("http://192.0.2.1/image.qcow2");
        assertThat(sent.path("args").path("configdrive").asText()).startsWith("H4sI");
    }

    @Test
    void bootLoader_failedTwice_failsAfterTryingWithoutTheBootMode() {
        var task = machine.task();
        machine.deploy.prepare(task);
        step(0).run(task, Map.of());
        machine.heartbeat(task);
        step(2).run(task, Map.of());
        assertThat(machine.agent
                        .lastReceived()
                        .path("params")
                        .path("target_boot_mode")
                        .asText())
                .isEqualTo("uefi");
        machine.agent.fail("unexpected argument");
        assertThat(step(2).observe(task.withoutLock(), Map.of())).isInstanceOf(NotStarted.class);
        assertThat(step(2).run(task, Map.of())).isInstanceOf(Waiting.class);
        assertThat(machine.agent.lastReceived().path("params").has("target_boot_mode"))
                .isFalse();
        machine.agent.fail("no ESP");
        assertThat(step(2).run(task, Map.of()))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().text()).contains("no ESP"));
    }

    @Test
    void bootLoader_biosWholeDisk_needsNone() {
        var task = machine.task().property("capabilities", "boot_mode:bios");
        new Run(machine, task).toTheEnd();
        assertThat(machine.agent.count("image.install_bootloader")).isZero();
    }

    @Test
    void tearDownAgent_agentThatDoesNotListen_isPoweredOffByTheBmc() {
        var task = machine.task();
        machine.deploy.prepare(task);
        step(0).run(task, Map.of());
        machine.heartbeat(task);
        machine.agent.close();
        assertThat(step(3).run(task, Map.of())).isInstanceOf(Done.class);
        assertThat(machine.bmc.power()).isEqualTo("Off");
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff");
        assertThat(task.node().internalInfo()).doesNotContainKeys("agent_url", "agent_secret_token");
    }

    @Test
    void tearDownAgent_forced_asksOnlyToFlush() {
        var task = machine.task().driverInfo("deploy_forces_oob_reboot", "true");
        machine.deploy.prepare(task);
        step(0).run(task, Map.of());
        machine.heartbeat(task);
        step(3).run(task, Map.of());
        assertThat(machine.agent.received()).containsExactly("standby.sync");
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff");
    }

    @Test
    void volumes_needNoAgent() {
        var task = machine.task().with(new Wires.Disks(false)).withoutInstanceInfo("image_source");
        machine.deploy.validate(task);
        new Run(machine, task).toTheEnd();
        assertThat(machine.agentBoots()).isZero();
        assertThat(machine.bmc.resets()).containsExactly("On");
        assertThat(machine.bmc.inserts()).isZero();
    }

    @Test
    void tearDown_isSafeToRunAgain() {
        var task = new Run(machine, machine.task()).toTheEnd();
        machine.deploy.cleanUp(task);
        machine.deploy.tearDown(task);
        machine.deploy.tearDown(task);
        assertThat(machine.bmc.resets()).containsExactly("On", "On", "ForceOff");
        assertThat(machine.wires.connected()).isEmpty();
        assertThat(task.node().internalInfo()).doesNotContainKey(AgentBoot.INSTANCE_BOOT);
    }

    @Test
    void cleaning_bootsOnceAndIsDoneWhenTheAgentCalls() {
        for (var point = 1; point <= 30; point++) {
            machine.close();
            machine = new TestMachine();
            var task = machine.task().state(ProvisionState.CLEANING).dieAt(point);
            var outcome = prepareCleaning(task);
            if (outcome == null) {
                task = task.successor();
                outcome = prepareCleaning(task);
            }
            assertThat(outcome).isInstanceOf(Waiting.class);
            assertThat(machine.bmc.resets()).as("point %d", point).containsExactly("On");
            assertThat(prepareCleaning(task.successor())).isInstanceOf(Waiting.class);
            task = task.successor();
            machine.heartbeat(task);
            assertThat(prepareCleaning(task)).isInstanceOf(Done.class);
            machine.deploy.tearDownCleaning(task);
            assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff");
            assertThat(machine.wires.connected()).isEmpty();
            assertThat(machine.bmc.inserted()).isFalse();
        }
    }

    @Test
    void tearDownCleaning_afterAFailure_leavesTheMachineOn() {
        var task = machine.task().state(ProvisionState.CLEANING);
        machine.deploy.prepareCleaning(task);
        task.save(node -> node.with(NodeFields.FAULT, "clean failure"));
        machine.deploy.tearDownCleaning(task);
        assertThat(machine.bmc.power()).isEqualTo("On");
    }

    @Test
    void inBandReboot_happensOnceAndTheStepIsDoneAfterIt() {
        var step = new dev.fettle.model.step.StepSpec(
                "deploy",
                "flash",
                Map.of(),
                0,
                false,
                true,
                dev.fettle.model.step.StepSpec.Source.AGENT,
                Map.of("reboot_requested", true));
        var inBand = machine.deploy.inBand().orElseThrow();
        var task = machine.task().state(ProvisionState.CLEANING);
        machine.deploy.prepareCleaning(task);
        machine.heartbeat(task);
        inBand.execute(task, StepKind.CLEAN, step);
        machine.agent.succeed();
        assertThat(inBand.observe(task.withoutLock(), StepKind.CLEAN, step)).isInstanceOf(NotStarted.class);
        for (var point = 1; point < 20; point++) { // dies again and again on its way through the reboot
            task = task.successor().dieAt(point);
            try {
                assertThat(inBand.execute(task, StepKind.CLEAN, step)).isInstanceOf(Waiting.class);
            } catch (TestNodeTask.Died _) {
                assertThat(machine.agentBoots()).isLessThanOrEqualTo(2);
            }
        }
        task = task.successor();
        assertThat(inBand.observe(task.withoutLock(), StepKind.CLEAN, step)).isInstanceOf(Waiting.class);
        assertThat(machine.bmc.resets()).containsExactly("On", "ForceOff", "On");
        assertThat(machine.agentBoots()).isEqualTo(2);
        machine.heartbeat(task);
        assertThat(inBand.observe(task.withoutLock(), StepKind.CLEAN, step)).isInstanceOf(Done.class);
        assertThat(inBand.execute(task, StepKind.CLEAN, step)).isInstanceOf(Done.class);
        assertThat(machine.agent.count("clean.execute_clean_step")).isEqualTo(1);
    }

    @Test
    void validate_namesWhatIsMissing() {
        var task = machine.task();
        machine.deploy.validate(task);
        task.withoutInstanceInfo("image_source");
        assertThatThrownBy(() -> machine.deploy.validate(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("image_source");
    }

    @Test
    void validate_bootModeThatIsNotAllowed_isRefused() {
        var task = machine.task().with(ConductorOptions.DISALLOWED_DEPLOYMENT_BOOT_MODES, "bios");
        machine.deploy.validate(task.property("capabilities", "boot_mode:uefi"));
        assertThatThrownBy(() -> machine.deploy.validate(task.property("capabilities", "boot_mode:bios")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("Boot mode bios is not allowed");
    }

    private int countPoints() {
        var task = machine.task();
        new Run(machine, task).toTheEnd();
        return task.points();
    }

    private Step step(int index) {
        return machine.deploy.steps(StepKind.DEPLOY).get(index);
    }

    private @org.jspecify.annotations.Nullable StepOutcome prepareCleaning(TestNodeTask task) {
        try {
            return machine.deploy.prepareCleaning(task);
        } catch (TestNodeTask.Died _) {
            return null;
        }
    }

    private void assertDeployed(TestNodeTask task) {
        assertThat(machine.agent.count("deploy.execute_deploy_step")).isEqualTo(1);
        assertThat(machine.agentBoots()).isEqualTo(1);
        assertThat(machine.instanceBoots()).isEqualTo(1);
        assertThat(machine.bmc.power()).isEqualTo("On");
        assertThat(machine.bmc.inserts()).isEqualTo(1);
        assertThat(machine.bmc.inserted()).isFalse();
        assertThat(machine.wires.connected()).containsExactly("TENANT");
        assertThat(task.node().get(NodeFields.POWER_STATE)).isEqualTo("power on");
        assertThat(task.node().internalInfo()).doesNotContainKeys("agent_url", "agent_secret_token");
    }

    /** Carries the steps out as the engine does: a cursor that survives, resume by the step's own rule, a heartbeat while it waits. */
    private static final class Run {
        private final TestMachine machine;
        private final List<Step> steps;
        private TestNodeTask task;
        private int cursor = -1; // -1: prepare
        private int deaths;

        Run(TestMachine machine, TestNodeTask task) {
            this.machine = machine;
            this.task = task;
            this.steps = machine.deploy.steps(StepKind.DEPLOY);
        }

        int deaths() {
            return deaths;
        }

        TestNodeTask toTheEnd() {
            var observe = false;
            for (var turn = 0; cursor < steps.size(); turn++) {
                assertThat(turn).as("turns at step %d", cursor).isLessThan(MOST_TURNS);
                try {
                    var outcome = turn(observe);
                    observe = outcome instanceof Waiting;
                    if (outcome instanceof Waiting) {
                        machine.heartbeat(task);
                    } else if (outcome instanceof Done) {
                        cursor++;
                        task.internal("deploy_step_index", cursor);
                    } else {
                        assertThat(outcome).isInstanceOf(NotStarted.class);
                    }
                } catch (TestNodeTask.Died _) {
                    deaths++;
                    task = task.successor();
                    observe = cursor >= 0 && steps.get(cursor).resume() == Resume.OBSERVE;
                }
            }
            return task;
        }

        private StepOutcome turn(boolean observe) {
            if (cursor < 0) {
                machine.deploy.prepare(task);
                return StepOutcome.done();
            }
            var step = steps.get(cursor);
            return observe ? step.observe(task.withoutLock(), Map.of()) : step.run(task, Map.of());
        }
    }
}

package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.StepOutcome.NotStarted;
import dev.fettle.driver.spi.StepOutcome.Waiting;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node keeps of the RAID steps of its agent. */
class AgentRaidTest {
    private static final StepSpec CREATE = step("create_configuration");
    private static final StepSpec DELETE = step("delete_configuration");
    private static final Map<String, Object> ROOT_DISK =
            Map.of("raid_level", "1", "size_gb", 100, "is_root_volume", true, "root_device_hint", Map.of("wwn", "0x1"));

    private final TestAgent agent = new TestAgent();
    private final AgentInBandSteps steps = new AgentInBandSteps(new AgentClient(new OutboundHttp()));
    private final TestNodeTask task = new TestNodeTask()
            .with(AgentOptions.REQUIRE_TLS, "false")
            .property("capabilities", "boot_mode:uefi,raid_level:5")
            .internal("agent_url", agent.server().url())
            .internal("agent_secret_token", TestAgent.TOKEN)
            .internal("clean_step_index", 0);

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void create_keepsWhatWasMade() {
        assertThat(run(CREATE)).isInstanceOf(Waiting.class);
        agent.succeed(Map.of("logical_disks", List.of(Map.of("raid_level", "0", "size_gb", 5), ROOT_DISK)));

        assertThat(steps.observe(task.withoutLock(), StepKind.CLEAN, CREATE))
                .as("it is to be kept, which needs the lock")
                .isInstanceOf(NotStarted.class);
        assertThat(run(CREATE)).isEqualTo(StepOutcome.done());
        assertThat(run(CREATE)).as("a second look").isEqualTo(StepOutcome.done());

        assertThat(agent.count("clean.execute_clean_step")).isEqualTo(1);
        assertThat(task.node().require(NodeFields.RAID_CONFIG)).containsKeys("logical_disks", "last_updated");
        assertThat(task.node().properties())
                .containsEntry("local_gb", 100L)
                .containsEntry("root_device", Map.of("wwn", "0x1"))
                .containsEntry("capabilities", "boot_mode:uefi,raid_level:1");
    }

    @Test
    void create_withoutAResult_fails() {
        run(CREATE);
        agent.succeed(Map.of());

        assertThatThrownBy(() -> run(CREATE))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.AGENT_API_ERROR));
    }

    @Test
    void delete_forgetsWhatWasMade() {
        run(CREATE);
        agent.succeed(Map.of("logical_disks", List.of(ROOT_DISK)));
        run(CREATE);
        task.internal("clean_step_index", 1);
        run(DELETE);
        agent.succeed();

        assertThat(run(DELETE)).isEqualTo(StepOutcome.done());
        assertThat(task.node().require(NodeFields.RAID_CONFIG)).isEmpty();
        assertThat(task.node().properties()).doesNotContainKey("root_device");
    }

    @Test
    void raidInterface_checksTheConfiguration() {
        assertThatThrownBy(() -> new AgentRaid().validateConfig(task, Map.of("logical_disks", List.of())))
                .isInstanceOf(FaultException.class);
        assertThat(new AgentRaid().logicalDiskProperties("redfish")).containsKey("raid_level");
    }

    private StepOutcome run(StepSpec step) {
        return steps.execute(task, StepKind.CLEAN, step);
    }

    private static StepSpec step(String name) {
        return new StepSpec("raid", name, Map.of(), 0, false, true, StepSpec.Source.AGENT, Map.of());
    }
}

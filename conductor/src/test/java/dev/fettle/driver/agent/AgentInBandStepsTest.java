package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.StepOutcome.Failed;
import dev.fettle.driver.spi.StepOutcome.NotStarted;
import dev.fettle.driver.spi.StepOutcome.StepsChanged;
import dev.fettle.driver.spi.StepOutcome.Waiting;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.Secrets;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentInBandStepsTest {
    private static final StepSpec ERASE =
            new StepSpec("deploy", "erase_devices", Map.of(), 10, true, true, StepSpec.Source.AGENT, Map.of());
    private final TestAgent agent = new TestAgent();
    private final AgentInBandSteps steps = new AgentInBandSteps(new AgentClient(new OutboundHttp()));
    private final TestNodeTask task = new TestNodeTask()
            .with(AgentOptions.REQUIRE_TLS, "false")
            .driverInfo("redfish_password", "canary-1")
            .instanceInfo("configdrive", "canary-2")
            .instanceInfo("image_source", "http://x/y")
            .internal("agent_url", agent.server().url())
            .internal("agent_secret_token", TestAgent.TOKEN)
            .internal("clean_step_index", 0);

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void fetch_keepsStepsByInterface() {
        agent.steps("""
                {"Vendor": [{"interface": "raid", "step": "build", "priority": 0, "argsinfo": {"x": {"required": true}}}],
                 "Generic": [{"interface": "deploy", "step": "erase_devices", "priority": 10, "abortable": true, "reboot_requested": true},
                             {"interface": "raid", "step": "build", "priority": 99}]}""");
        var found = steps.fetch(task, StepKind.CLEAN);
        assertThat(found).extracting(StepSpec::key).containsExactly("raid.build", "deploy.erase_devices");
        assertThat(found.getFirst().priority()).isZero();
        assertThat(found.getFirst().extra()).containsKey("argsinfo");
        assertThat(found.getLast().abortable()).isTrue();
        assertThat(found.getLast().requiresRamdisk()).isTrue();
        assertThat(task.node().internalInfo())
                .containsKeys("agent_cached_clean_steps", "agent_cached_clean_steps_refreshed")
                .containsEntry("hardware_manager_version", Map.of("generic_hardware_manager", "1.2"));
        assertThat(((Map<?, ?>) task.node().internalInfo().get("agent_cached_clean_steps")).keySet())
                .hasToString("[raid, deploy]");
    }

    @Test
    void fetch_whileBusy_returnsWhatIsKept() {
        agent.steps("{\"Generic\": [{\"interface\": \"deploy\", \"step\": \"erase_devices\", \"priority\": 10}]}");
        var before = steps.fetch(task, StepKind.CLEAN);
        steps.execute(task, StepKind.CLEAN, ERASE);
        assertThat(steps.fetch(task, StepKind.CLEAN)).isEqualTo(before);
    }

    @Test
    void fetch_malformed_isAFault() {
        for (var list : List.of(
                "null",
                "[]",
                "{\"G\": [{\"step\": \"x\", \"priority\": 1}]}",
                "{\"G\": [{\"interface\": \"deploy\", \"step\": \"x\"}]}",
                "{\"G\": [{\"interface\": \"deploy\", \"step\": \"x\\ny\", \"priority\": 1}]}",
                "{\"G\": [{\"interface\": \"../x\", \"step\": \"x\", \"priority\": 1}]}")) {
            agent.steps(list);
            assertThatThrownBy(() -> steps.fetch(task, StepKind.CLEAN))
                    .as(list)
                    .isInstanceOfSatisfying(
                            FaultException.class, f -> assertThat(f.code()).isEqualTo(FaultCode.AGENT_API_ERROR));
        }
    }

    @Test
    void fetch_serviceSteps_ofAnOldAgent_areNone() {
        agent.replyToNextPost(400, "{\"faultstring\": \"unknown command\"}");
        assertThat(steps.fetch(task, StepKind.SERVICE)).isEmpty();
    }

    @Test
    void execute_sendsTheStepWithMaskedDocuments() {
        steps.fetch(task, StepKind.CLEAN);
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
        var params = agent.lastReceived().path("params");
        assertThat(agent.received()).endsWith("clean.execute_clean_step");
        assertThat(params.path("step").path("step").asText()).isEqualTo("erase_devices");
        assertThat(params.path("clean_version").path("generic_hardware_manager").asText())
                .isEqualTo("1.2");
        assertThat(params.path("node").path("uuid").asText())
                .isEqualTo(task.node().uuid().toString());
        assertThat(params.path("node")
                        .path("driver_info")
                        .path("redfish_password")
                        .asText())
                .isEqualTo(Secrets.MASK);
        assertThat(params.toString()).doesNotContain("canary-1", "canary-2", TestAgent.TOKEN);
    }

    @Test
    void execute_deployStep_seesTheConfigDrive() {
        steps.execute(task, StepKind.DEPLOY, ERASE);
        var text = agent.lastReceived().toString();
        assertThat(text).contains("canary-2").doesNotContain("canary-1", TestAgent.TOKEN);
    }

    @Test
    void observe_followsTheCommand() {
        assertThat(observe()).isInstanceOf(NotStarted.class);
        steps.execute(task, StepKind.CLEAN, ERASE);
        assertThat(observe()).isInstanceOf(Waiting.class);
        agent.succeed();
        assertThat(observe()).isEqualTo(StepOutcome.done());
        assertThat(observe()).isEqualTo(StepOutcome.done()); // as often as one looks
    }

    @Test
    void observe_failed_tellsWhy() {
        steps.execute(task, StepKind.CLEAN, ERASE);
        agent.fail("disk on\nfire, password=hunter2");
        assertThat(observe())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().text())
                                .contains("disk on fire", "deploy.erase_devices")
                                .doesNotContain("hunter2"));
    }

    @Test
    void observe_questionsAskedSince_doNotHideTheResult() {
        steps.execute(task, StepKind.CLEAN, ERASE);
        agent.succeed();
        steps.fetch(task, StepKind.CLEAN);
        assertThat(observe()).isEqualTo(StepOutcome.done());
    }

    @Test
    void observe_theSameStepAtALaterPlace_isNotTakenForDone() {
        steps.execute(task, StepKind.CLEAN, ERASE);
        agent.succeed();
        task.internal("clean_step_index", 1);
        assertThat(observe()).isInstanceOf(NotStarted.class);
    }

    @Test
    void observe_anotherStep_isNotTakenForThisOne() {
        steps.execute(task, StepKind.CLEAN, ERASE);
        agent.succeed();
        var other = new StepSpec("raid", "build", Map.of(), 0, false, true, StepSpec.Source.AGENT, Map.of());
        assertThat(steps.observe(task, StepKind.CLEAN, other)).isInstanceOf(NotStarted.class);
    }

    @Test
    void observe_versionChanged_learnsAnewAndRunsAgain() {
        steps.fetch(task, StepKind.CLEAN);
        steps.execute(task, StepKind.CLEAN, ERASE);
        agent.mismatch(Map.of("generic_hardware_manager", "2.0"));
        assertThat(observe()).isInstanceOf(NotStarted.class);
        redo();
        assertThat(task.node().internalInfo())
                .containsEntry("hardware_manager_version", Map.of("generic_hardware_manager", "2.0"));
        assertThat(agent.lastReceived()
                        .path("params")
                        .path("clean_version")
                        .path("generic_hardware_manager")
                        .asText())
                .isEqualTo("2.0");
        agent.succeed();
        assertThat(observe()).isEqualTo(StepOutcome.done());
    }

    @Test
    void observe_versionThatKeepsChanging_isGivenUp() {
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
        for (var i = 0; i <= 3; i++) {
            if (i > 0) {
                redo();
            }
            agent.mismatch(Map.of("generic_hardware_manager", "2." + i));
            assertThat(observe()).isInstanceOf(NotStarted.class);
        }
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Failed.class);
    }

    @Test
    void busyOrGone_isWaitingNotFailure() {
        steps.execute(task, StepKind.CLEAN, ERASE);
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
        assertThat(agent.count("clean.execute_clean_step")).isEqualTo(1);
        agent.close();
        assertThat(observe()).isInstanceOf(Waiting.class);
        assertThat(steps.observe(new TestNodeTask(), StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
        assertThat(steps.execute(new TestNodeTask(), StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
    }

    @Test
    void execute_answerLost_isSentOnce() {
        agent.server().misbehaveOnce("POST", Kind.DROP_AFTER);
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
        assertThat(agent.count("clean.execute_clean_step")).isEqualTo(1);
    }

    /** What the engine does: notes the change, then runs the step again. */
    private void redo() {
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE))
                .isInstanceOfSatisfying(StepsChanged.class, changed -> task.save(changed.noted()));
        assertThat(steps.execute(task, StepKind.CLEAN, ERASE)).isInstanceOf(Waiting.class);
    }

    private StepOutcome observe() {
        return steps.observe(task.withoutLock(), StepKind.CLEAN, ERASE);
    }
}

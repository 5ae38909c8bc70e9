package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.LockLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentClientTest {
    private static final String EXECUTE = "deploy.execute_deploy_step";
    private final TestAgent agent = new TestAgent();
    private final AgentClient client = new AgentClient(new OutboundHttp());
    private final TestNodeTask task = new TestNodeTask()
            .with(AgentOptions.REQUIRE_TLS, "false")
            .internal("agent_url", agent.server().url())
            .internal("agent_secret_token", TestAgent.TOKEN);

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void ask_waitsAndReturnsTheResult() {
        var command = client.ask(task, "standby.get_partition_uuids", Map.of());
        assertThat(command.succeeded()).isTrue();
        assertThat(command.result().path("root uuid").asText()).isEqualTo("root-1");
        assertThat(agent.server().requests().getLast()).startsWith("POST /v1/commands/?wait=true&agent_token=");
    }

    @Test
    void start_doesNotWait() {
        assertThat(client.start(task, EXECUTE, Map.of()).running()).isTrue();
        assertThat(agent.server().requests().getLast()).startsWith("POST /v1/commands/?wait=false&agent_token=");
    }

    @Test
    void start_whileBusy_isInProgressAndSendsNothing() {
        client.start(task, EXECUTE, Map.of());
        assertFault(() -> client.start(task, EXECUTE, Map.of()), FaultCode.AGENT_IN_PROGRESS, "busy");
        assertThat(agent.received()).hasSize(1);
    }

    @Test
    void conflict_isInProgress() {
        agent.replyToNextPost(409, "{\"faultstring\": \"Agent is busy\"}");
        assertFault(() -> client.start(task, EXECUTE, Map.of()), FaultCode.AGENT_IN_PROGRESS, "busy");
        agent.replyToNextPost(500, "{\"faultstring\": \"The agent is busy right now\"}");
        assertFault(() -> client.ask(task, EXECUTE, Map.of()), FaultCode.AGENT_IN_PROGRESS, "busy");
    }

    @Test
    void start_answerLost_findsThatItArrived() {
        agent.server().misbehaveOnce("POST", Kind.DROP_AFTER);
        assertThat(client.start(task, EXECUTE, Map.of()).running()).isTrue();
        assertThat(agent.count(EXECUTE)).isEqualTo(1);
    }

    @Test
    void start_neverArrived_isSentAgain() {
        agent.server().misbehaveOnce("POST", Kind.DROP_BEFORE);
        client.start(task, EXECUTE, Map.of());
        assertThat(agent.count(EXECUTE)).isEqualTo(1);
    }

    @Test
    void start_withoutTheLock_sendsNothing() {
        task.loseLock();
        assertThatThrownBy(() -> client.start(task, EXECUTE, Map.of())).isInstanceOf(LockLostException.class);
        assertThat(agent.received()).isEmpty();
    }

    @Test
    void unreachable_failsAfterItsTries() {
        agent.close();
        assertFault(() -> client.commands(task), FaultCode.AGENT_CONNECTION_FAILED, "3 tries");
    }

    @Test
    void silent_failsAfterItsLimit() {
        task.with(AgentOptions.COMMAND_TIMEOUT, "7").with(AgentOptions.MAX_COMMAND_ATTEMPTS, "1");
        agent.server().misbehaveOnce("GET", Kind.HANG);
        var limits = new ArrayList<Duration>();
        var impatient = new AgentClient(new OutboundHttp((_, limit) -> {
            limits.add(limit);
            throw new TimeoutException("the limit has passed");
        }));

        assertFault(() -> impatient.commands(task), FaultCode.AGENT_CONNECTION_FAILED, "no complete answer within 7 s");
        assertThat(limits).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void huge_isCutOff() {
        agent.server().misbehaveOnce("GET", Kind.HUGE);
        assertFault(() -> client.commands(task), FaultCode.INTERNAL, "larger than");
    }

    @Test
    void garbage_isAFault() {
        for (var garbage : new String[] {"", "<html>", "[]", "7", "{\"commands\"", "{} {}"}) {
            agent.replyToNextPost(200, garbage);
            assertFault(() -> client.ask(task, "standby.sync", Map.of()), FaultCode.INTERNAL, "no JSON object");
        }
    }

    @Test
    void typeError_isAnApiError() {
        agent.replyToNextPost(
                200,
                "{\"command_status\": \"FAILED\", \"command_error\": {\"type\": \"TypeError\", \"message\": \"unexpected keyword\"}}");
        assertFault(() -> client.ask(task, "standby.sync", Map.of()), FaultCode.AGENT_API_ERROR, "unexpected keyword");
    }

    @Test
    void wrongToken_isRefusedAndNotShown() {
        task.internal("agent_secret_token", "other-token-canary");
        assertThatThrownBy(() -> client.commands(task))
                .hasMessageContaining("does not know us")
                .hasMessageNotContainingAny("other-token-canary", TestAgent.TOKEN);
    }

    @Test
    void hostileToken_staysInItsParameter() {
        task.internal("agent_secret_token", "x&wait=true\r\nEvil: 1 #");
        assertFault(() -> client.commands(task), FaultCode.AGENT_API_ERROR, "401");
        assertThat(agent.server().requests()).singleElement().asString().doesNotContain("&wait");
    }

    @Test
    void hostileUrls_areNotCalled() {
        for (var url : new String[] {
            "http://169.254.169.254/",
            "file:///etc/passwd",
            "http://x@127.0.0.1/",
            "http://[::ffff:169.254.169.254]/",
            "http://a/?x"
        }) {
            task.internal("agent_url", url);
            assertThatThrownBy(() -> client.commands(task))
                    .as(url)
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.status()).isEqualTo(400));
        }
    }

    @Test
    void plainHttp_isRefusedByDefault() {
        task.with(AgentOptions.REQUIRE_TLS, "true");
        assertFault(() -> client.commands(task), FaultCode.INVALID_PARAMETER_VALUE, "https://");
    }

    @Test
    void noAgentYet_saysSo() {
        var fresh = new TestNodeTask();
        assertFault(() -> client.commands(fresh), FaultCode.AGENT_CONNECTION_FAILED, "has called yet");
    }

    private static void assertFault(ThrowingCallable call, FaultCode code, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }
}

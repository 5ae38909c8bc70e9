package dev.fettle.tools.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.tools.load.machine.Machine;
import dev.fettle.tools.load.machine.ProcessGroup;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Unit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScenariosTest {
    private static final Settings QUICK = new Settings(
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            2,
            List.of(4),
            10,
            12,
            10,
            Duration.ofMillis(100),
            Optional.empty());

    private final List<Run> runs = new ArrayList<>();
    private TinyApi api;

    @BeforeEach
    void start() throws IOException {
        api = new TinyApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Run> measure(String name, ProcessGroup... processes) throws InterruptedException {
        var bench =
                new Bench("tiny", api.endpoint(), QUICK, new Machine(List.of(processes)), Clock.systemUTC(), runs::add);
        Scenarios.named(List.of(name)).getFirst().measure(bench);
        return runs;
    }

    private static double value(Run run) {
        return Objects.requireNonNull(run.figure()).value();
    }

    @Test
    void aRateIsMeasuredAsOftenAsAskedFor() throws InterruptedException {
        var self = new ProcessGroup("self", ProcessHandle.current().pid());
        assertThat(measure("get-node", self)).hasSize(2).allSatisfy(run -> {
            assertThat(run.clients()).isEqualTo(4);
            assertThat(value(run)).isPositive();
            assertThat(run.errors()).isZero();
            assertThat(run.statuses()).containsOnlyKeys("200");
            assertThat(Objects.requireNonNull(run.latency()).p99()).isPositive();
            assertThat(Objects.requireNonNull(run.spent()).percent()).containsKey("self");
        });
        assertThat(api.nodes()).isEqualTo(320);
    }

    @Test
    void refusedRequestsAreErrorsAndNotPartOfTheRate() throws InterruptedException {
        api.busyEvery = 2;
        for (var run : measure("get-node")) {
            assertThat(run.statuses()).containsOnlyKeys("200", "503");
            assertThat(run.errors()).isEqualTo(run.statuses().get("503"));
        }
    }

    @Test
    void nodesOfThePoolAreUsedAgain() throws InterruptedException {
        measure("patch-node");
        measure("power");
        assertThat(api.nodes()).isEqualTo(320);
    }

    @Test
    void acknowledgedWritesThatAreGoneAreCounted() throws InterruptedException {
        api.forgetEvery = 10;
        assertThat(measure("patch-one-node")).hasSize(2).allSatisfy(run -> {
            assertThat(run.figure()).isEqualTo(new dev.fettle.tools.load.result.Figure(Unit.LOST_WRITES, 16));
            assertThat(run.notes()).containsEntry("acknowledged", 160);
        });
        api.forgetEvery = 0;
        runs.clear();
        assertThat(measure("patch-one-node"))
                .allSatisfy(run -> assertThat(value(run)).isZero());
    }

    @Test
    void churnTakesEveryNodeRoundAndRemovesIt() throws InterruptedException {
        assertThat(measure("churn")).hasSize(2).allSatisfy(run -> {
            assertThat(run.notes()).containsEntry("done", 12).containsEntry("failed", 0);
            assertThat(run.errors()).isZero();
            assertThat(value(run)).isPositive();
        });
        assertThat(api.nodes()).isZero();
    }

    @Test
    void churnDoesNotTakeAFailedNodeForADoneOne() throws InterruptedException {
        api.deployed = "deploy failed";
        assertThat(measure("churn")).allSatisfy(run -> {
            assertThat(run.notes()).containsEntry("done", 0).containsEntry("failed", 12);
            assertThat(run.errors()).isEqualTo(12);
            assertThat(value(run)).isZero();
        });
    }

    @Test
    void heartbeatsAreSkippedWhereNoNodeWaits() {
        api.deployed = "deploy failed";
        assertThatThrownBy(() -> measure("heartbeat"))
                .isInstanceOf(NotApplicable.class)
                .hasMessageContaining("did not reach 'wait call-back'");
    }

    @Test
    void idleNeedsToKnowTheConductor() throws InterruptedException {
        assertThatThrownBy(() -> measure("idle")).hasMessage("needs --process conductor=PID");
    }

    @Test
    void aWrongNameIsAnsweredWithTheRightOnes() {
        assertThatThrownBy(() -> Scenarios.named(List.of("get-nodes")))
                .hasMessageStartingWith("unknown scenario 'get-nodes'; known: memory, get-node,");
    }
}

package dev.fettle.tools.load;

import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.ApiException;
import dev.fettle.tools.load.http.Endpoint;
import dev.fettle.tools.load.http.Request;
import dev.fettle.tools.load.machine.Machine;
import dev.fettle.tools.load.machine.ProcessGroup;
import dev.fettle.tools.load.report.MarkdownTable;
import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.scenario.Bench;
import dev.fettle.tools.load.scenario.NotApplicable;
import dev.fettle.tools.load.scenario.Scenario;
import dev.fettle.tools.load.scenario.Scenarios;
import dev.fettle.tools.load.scenario.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures one server. */
@Command(name = "measure", description = "Measures a running Ironic-compatible API.", mixinStandardHelpOptions = true)
final class MeasureCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--url", required = true, description = "Where the API answers, such as http://127.0.0.1:6385")
    private String url = "";

    @Option(names = "--only", split = ",", description = "Names of scenarios (all); see the command scenarios")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--process",
            split = ",",
            converter = ProcessGroupConverter.class,
            description = "name=PID of a server process, with its children: its processor time and memory are noted."
                    + " Names with a meaning: conductor (idle), db and mq (not counted as memory of the service)")
    private List<ProcessGroup> processes = new ArrayList<>();

    @Option(names = "--api-version", defaultValue = "1.82", description = "Microversion to ask for (${DEFAULT-VALUE})")
    private String apiVersion = "";

    @Option(names = "--seconds", defaultValue = "9", description = "Length of a run (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            description = "Seconds of load before the first run (${DEFAULT-VALUE})")
    private double warmUp;

    @Option(names = "--runs", defaultValue = "3", description = "Runs of each scenario (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--clients", split = ",", description = "Numbers of clients in place of each scenario's own")
    private List<Integer> clients = new ArrayList<>();

    @Option(
            names = "--list-nodes",
            defaultValue = "1000",
            description = "Nodes on the server when lists are read (${DEFAULT-VALUE})")
    private int listNodes;

    @Option(names = "--churn-nodes", defaultValue = "200", description = "Nodes of a churn run (${DEFAULT-VALUE})")
    private int churnNodes;

    @Option(names = "--idle-nodes", defaultValue = "10000", description = "Nodes on the idle server (${DEFAULT-VALUE})")
    private int idleNodes;

    @Option(names = "--idle-seconds", defaultValue = "60", description = "How long it idles (${DEFAULT-VALUE})")
    private int idleSeconds;

    @Option(
            names = "--fill-command",
            description = "Program that brings the server's database to N nodes when called with N;"
                    + " without one, nodes are made through the API")
    private @Nullable String fillCommand;

    @Option(names = "--timeout", defaultValue = "120", description = "Seconds to wait for an answer (${DEFAULT-VALUE})")
    private int timeout;

    /** 0 when everything was measured or skipped with a reason, 1 when a scenario failed. */
    @Override
    public Integer call() throws InterruptedException {
        var machine = new Machine(processes);
        var bench = new Bench(output.label(), endpoint(), settings(), machine, Clock.systemUTC(), output::add);
        var scenarios = scenarios();
        reachable(bench);
        output.say(output.label() + " at " + url + ", " + machine.cores() + " cores");
        var failed = 0;
        for (var scenario : scenarios) {
            failed += measure(scenario, bench) ? 0 : 1;
        }
        output.say("\n" + MarkdownTable.of(output.label(), Row.of(output.done())));
        return failed == 0 ? 0 : 1;
    }

    private boolean measure(Scenario scenario, Bench bench) throws InterruptedException {
        output.say(scenario.name() + ": " + scenario.title());
        try {
            scenario.measure(bench);
            return true;
        } catch (NotApplicable e) {
            output.add(bench.skipped(scenario.name(), String.valueOf(e.getMessage())));
            return true;
        } catch (ApiException | IllegalStateException e) {
            output.add(bench.skipped(scenario.name(), "failed: " + e.getMessage()));
            return false;
        }
    }

    private Endpoint endpoint() {
        try {
            return Endpoint.of(url, apiVersion, Duration.ofSeconds(timeout));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(output.command().commandLine(), "--url: " + e.getMessage());
        }
    }

    private List<Scenario> scenarios() {
        try {
            return Scenarios.named(only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(output.command().commandLine(), "--only: " + e.getMessage());
        }
    }

    private Settings settings() {
        if (runs < 1 || seconds <= 0 || churnNodes < 1 || clients.stream().anyMatch(n -> n < 1 || n > 1000)) {
            throw new ParameterException(
                    output.command().commandLine(),
                    "--runs, --seconds and --churn-nodes start at 1, --clients go from 1 to 1000");
        }
        return new Settings(
                millis(seconds),
                millis(warmUp),
                runs,
                List.copyOf(clients),
                listNodes,
                churnNodes,
                idleNodes,
                Duration.ofSeconds(idleSeconds),
                Optional.ofNullable(fillCommand));
    }

    private static void reachable(Bench bench) {
        try (var api = new Api(bench.endpoint())) {
            var status = api.once(Request.get("/v1/")).status();
            if (status != 200) {
                throw new ApiException(
                        status, "/v1/ answers " + status + "; is it an Ironic-compatible API without authentication?");
            }
        }
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}

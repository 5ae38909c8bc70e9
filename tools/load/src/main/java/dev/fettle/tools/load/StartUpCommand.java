package dev.fettle.tools.load;

import dev.fettle.tools.load.http.Endpoint;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Unit;
import dev.fettle.tools.load.scenario.Starts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times starts of a server from the command to its first answer. */
@Command(
        name = "start-up",
        description = "Starts a server several times and times the first 200 of /v1/nodes. Example:"
                + " load start-up --url http://127.0.0.1:6385 -- tools/fettle up",
        mixinStandardHelpOptions = true)
final class StartUpCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--url", required = true, description = "Where the API will answer")
    private String url = "";

    @Option(names = "--runs", defaultValue = "5", description = "How many starts (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--api-version", defaultValue = "1.82", description = "Microversion to ask for (${DEFAULT-VALUE})")
    private String apiVersion = "";

    @Option(
            names = "--limit",
            defaultValue = "120",
            description = "Seconds after which a start has failed (${DEFAULT-VALUE})")
    private int limit;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The server; it is stopped with SIGTERM")
    private List<String> command = List.of();

    @Override
    public Integer call() throws InterruptedException {
        var endpoint = Endpoint.of(url, apiVersion, Duration.ofSeconds(2));
        var starts = new Starts(endpoint, command, Duration.ofSeconds(limit));
        for (var i = 0; i < runs; i++) {
            var took = starts.once();
            output.add(new Run(
                    output.label(),
                    "start-up",
                    0,
                    output.now(),
                    new Figure(Unit.SECONDS, took.toNanos() / 1e9),
                    null,
                    Map.of(),
                    0,
                    null,
                    Map.of(),
                    null));
        }
        return 0;
    }
}

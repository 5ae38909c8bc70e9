package dev.fettle.tools.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Latency;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Spent;
import dev.fettle.tools.load.result.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes over what another RPC library's echo program measured. */
@Command(
        name = "import-echo",
        description =
                "Reads lines of JSON with conc, rps, p50_ms, p99_ms, server_cpu_pct and client_cpu_pct from standard"
                        + " input and adds them as runs of rpc-echo.",
        mixinStandardHelpOptions = true)
final class ImportEchoCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("{")) {
                output.add(run(Api.JSON.readTree(line), output.label(), output.now()));
            }
        }
        return output.done().isEmpty() ? 1 : 0;
    }

    static Run run(JsonNode line, String label, String time) {
        var rate = number(line, "rps");
        var server = number(line, "server_cpu_pct");
        var client = number(line, "client_cpu_pct");
        return new Run(
                label,
                "rpc-echo",
                (int) number(line, "conc"),
                time,
                new Figure(Unit.PER_SECOND, rate),
                new Latency(number(line, "p50_ms"), number(line, "p99_ms"), 0),
                Map.of(),
                0,
                new Spent(
                        Map.of("server", 10 * server / rate, "callers", 10 * client / rate),
                        Map.of("server", server),
                        client,
                        null),
                Map.of(),
                null);
    }

    private static double number(JsonNode line, String name) {
        if (!line.path(name).isNumber()) {
            throw new IllegalArgumentException("no number '" + name + "' in " + line);
        }
        return line.path(name).asDouble();
    }
}

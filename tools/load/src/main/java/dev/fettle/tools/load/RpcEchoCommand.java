package dev.fettle.tools.load;

import dev.fettle.tools.load.echo.EchoCallers;
import dev.fettle.tools.load.echo.EchoProcess;
import dev.fettle.tools.load.machine.Machine;
import dev.fettle.tools.load.machine.ProcessGroup;
import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Spent;
import dev.fettle.tools.load.result.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times round trips of the RPC transport through a real broker: 100 bytes there and back, server and callers in two processes. */
@Command(
        name = "rpc-echo",
        description = "Times RPC round trips through RabbitMQ. Use a virtual host in which no service runs.",
        mixinStandardHelpOptions = true)
final class RpcEchoCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--amqp", required = true, description = "amqp://user:password@host:port/vhost")
    private String amqp = "";

    @Option(names = "--callers", defaultValue = "32", description = "Callers at once (${DEFAULT-VALUE})")
    private int callers;

    @Option(names = "--seconds", defaultValue = "9", description = "Length of a run (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before the first run (${DEFAULT-VALUE})")
    private double warmUp;

    @Option(names = "--runs", defaultValue = "3", description = "Number of runs (${DEFAULT-VALUE})")
    private int runs;

    @Override
    public Integer call() throws Exception {
        try (var server = EchoProcess.start(amqp, LoadMain.class, EchoServerCommand.NAME);
                var client = new EchoCallers(amqp)) {
            var machine = new Machine(List.of(new ProcessGroup("server", server.pid())));
            var _ = client.call(callers, millis(warmUp));
            for (var i = 0; i < runs; i++) {
                var before = machine.snapshot();
                var calls = client.call(callers, millis(seconds));
                output.add(run(calls, Usage.between(before, machine.snapshot())));
            }
        }
        return 0;
    }

    private Run run(EchoCallers.Calls calls, Usage usage) {
        var answered = calls.answered().size();
        var failed = calls.failed().values().stream().mapToLong(Long::longValue).sum();
        var statuses = new TreeMap<>(calls.failed());
        statuses.put("answered", (long) answered);
        return new Run(
                output.label(),
                "rpc-echo",
                callers,
                output.now(),
                new Figure(Unit.PER_SECOND, answered / usage.seconds()),
                calls.answered().summary(),
                statuses,
                failed,
                withCallers(Spent.of(usage, answered), usage, answered),
                Map.of(),
                null);
    }

    /** Here this process is half of what is measured. */
    private static Spent withCallers(Spent server, Usage usage, long answered) {
        var each = new TreeMap<>(server.millisPerOperation());
        each.put("callers", 10 * usage.generatorPercent() * usage.seconds() / Math.max(1, answered));
        return new Spent(each, server.percent(), server.generatorPercent(), server.foreignPercent());
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}

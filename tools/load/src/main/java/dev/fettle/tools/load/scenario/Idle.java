package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Spent;
import dev.fettle.tools.load.result.Unit;
import java.time.Duration;
import java.util.Map;

/** Many nodes and no requests: what the conductor's own loops cost. */
record Idle() implements Scenario {
    private static final String CONDUCTOR = "conductor";
    private static final Duration SETTLE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "many nodes, no requests: processor time of the conductor";
    }

    @Override
    public void measure(Bench bench) throws InterruptedException {
        if (!bench.machine().groups().contains(CONDUCTOR)) {
            throw new NotApplicable("needs --process " + CONDUCTOR + "=PID");
        }
        var nodes = bench.nodes().fill(bench.settings().idleNodes());
        Thread.sleep(SETTLE);
        var before = bench.machine().snapshot();
        Thread.sleep(bench.settings().idleWindow());
        var usage = Usage.between(before, bench.machine().snapshot());
        var perMinute = 60 * usage.groups().getOrDefault(CONDUCTOR, 0.0) / usage.seconds();
        bench.report(new Run(
                bench.label(),
                name(),
                0,
                bench.now(),
                new Figure(Unit.CPU_SECONDS_PER_MINUTE, perMinute),
                null,
                Map.of(),
                0,
                Spent.of(usage, 0),
                Map.of("nodes", nodes),
                null));
    }
}

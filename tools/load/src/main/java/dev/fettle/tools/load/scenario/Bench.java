package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Endpoint;
import dev.fettle.tools.load.machine.Machine;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Run;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server under test, how to measure it, and where results go. */
public record Bench(
        String label, Endpoint endpoint, Settings settings, Machine machine, Clock clock, Consumer<Run> results) {

    /** Connections used to prepare nodes: enough to be quick, few enough to leave no backlog behind. */
    static final int PREPARING = 8;

    NodePool nodes() {
        return new NodePool(this);
    }

    Api api() {
        return new Api(endpoint);
    }

    void report(Run run) {
        results.accept(run);
    }

    /** A run that is not made of timed requests. */
    Run run(String scenario, int clients, Figure figure, Map<String, Object> notes) {
        return run(scenario, clients, figure, null, notes);
    }

    Run run(String scenario, int clients, Figure figure, @Nullable Window window, Map<String, Object> notes) {
        return new Run(
                label,
                scenario,
                clients,
                now(),
                figure,
                window == null ? null : window.latency(),
                window == null ? Map.of() : window.statuses(),
                window == null ? 0 : window.errors(),
                window == null ? null : window.spent(),
                notes,
                null);
    }

    /** A run that did not take place, and why. */
    public Run skipped(String scenario, String reason) {
        return new Run(label, scenario, 0, now(), null, null, Map.of(), 0, null, Map.of(), reason);
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package dev.fettle.tools.load.report;

import dev.fettle.tools.load.result.RowKey;
import java.util.Map;
import java.util.Optional;

/** What a row has to reach. */
public sealed interface Target {

    /** That many times better than the reference, in the main figure or in processor time per operation. */
    record Ratio(double atLeast) implements Target {
        @Override
        public String text() {
            return "≥ %.0fx".formatted(atLeast);
        }
    }

    /** An absolute limit of the main figure, whatever the reference needs. */
    record Limit(double atMost, String text) implements Target {}

    String text();

    private static RowKey row(String scenario, int clients) {
        return new RowKey(scenario, clients);
    }

    Map<RowKey, Target> ALL = Map.ofEntries(
            Map.entry(row("get-node", 32), new Ratio(100)),
            Map.entry(row("list-1000", 1), new Ratio(50)),
            Map.entry(row("list-1000-detail", 1), new Ratio(50)),
            Map.entry(row("patch-node", 32), new Ratio(50)),
            Map.entry(row("patch-one-node", 32), new Limit(0, "0 lost")),
            Map.entry(row("validate", 32), new Ratio(50)),
            Map.entry(row("rpc-echo", 32), new Ratio(10)),
            Map.entry(row("heartbeat", 8), new Ratio(50)),
            Map.entry(row("churn", 16), new Ratio(30)),
            Map.entry(row("idle", 0), new Limit(2, "< 2 CPU s/min")),
            Map.entry(row("start-up", 0), new Limit(2.5, "< 2.5 s")),
            Map.entry(row("memory", 0), new Limit(400, "< 400 MiB")));

    static Optional<Target> of(RowKey key) {
        return Optional.ofNullable(ALL.get(key));
    }
}

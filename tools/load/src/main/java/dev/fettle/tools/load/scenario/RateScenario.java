package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Unit;
import java.util.List;
import java.util.Map;

/**
 * So many clients ask the same kind of thing as fast as they get answers.
 *
 * @param clients each number is a row of its own
 * @param unit {@code PER_SECOND} for the rate, {@code MILLISECONDS} for the median time of an answer
 * @param atMost requests of all clients together in a run; for what leaves something behind
 */
record RateScenario(String name, String title, List<Integer> clients, Unit unit, int atMost, Preparation preparation)
        implements Scenario {
    /** Of slow answers, some at least; of all clients together. */
    private static final int AT_LEAST = 4;

    /** Makes what the requests need, then says what is asked. */
    @FunctionalInterface
    interface Preparation {
        Traffic prepare(Bench bench, int clients) throws InterruptedException;
    }

    static RateScenario rate(String name, String title, List<Integer> clients, Preparation preparation) {
        return new RateScenario(name, title, clients, Unit.PER_SECOND, Integer.MAX_VALUE, preparation);
    }

    RateScenario atMost(int requests) {
        return new RateScenario(name, title, clients, unit, requests, preparation);
    }

    @Override
    public void measure(Bench bench) throws InterruptedException {
        var settings = bench.settings();
        for (var count : settings.clients().isEmpty() ? clients : settings.clients()) {
            var traffic = preparation.prepare(bench, count);
            var each = Math.max(1, atMost / count);
            try (var generator = new Generator(bench, count)) {
                if (settings.warmUp().isPositive()) {
                    generator.load(traffic, settings.warmUp(), 1, each);
                }
                for (var i = 0; i < settings.runs(); i++) {
                    bench.report(run(
                            bench,
                            count,
                            generator.load(traffic, settings.window(), Math.max(1, AT_LEAST / count), each)));
                }
            }
        }
    }

    private Run run(Bench bench, int count, Window window) {
        var value = unit == Unit.MILLISECONDS ? window.latency().p50() : window.perSecond();
        return bench.run(
                name,
                count,
                new Figure(unit, value),
                window,
                Map.of("seconds", Math.round(10 * window.usage().seconds()) / 10.0));
    }
}

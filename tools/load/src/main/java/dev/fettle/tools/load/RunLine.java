package dev.fettle.tools.load;

import dev.fettle.tools.load.result.Run;
import dev.fettle.tools.load.result.Spent;
import java.util.Locale;

/** One run as a line for somebody who watches. */
final class RunLine {
    private RunLine() {}

    static String of(Run run) {
        if (run.figure() == null) {
            return run.scenario() + " skipped: " + run.skipped();
        }
        var text = new StringBuilder(run.scenario());
        if (run.clients() > 0) {
            text.append(' ').append(run.clients()).append(" clients");
        }
        text.append(String.format(
                Locale.ROOT,
                ": %.2f%s",
                run.figure().value(),
                run.figure().unit().suffix()));
        if (run.latency() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    ", p50 %.2f p99 %.2f max %.0f ms",
                    run.latency().p50(),
                    run.latency().p99(),
                    run.latency().max()));
        }
        if (!run.statuses().isEmpty()) {
            text.append(' ').append(run.statuses());
        }
        if (run.errors() > 0) {
            text.append(" ERRORS ").append(run.errors());
        }
        return run.notes().isEmpty()
                ? text.toString()
                : text.append(' ').append(run.notes()).toString();
    }

    static String of(Spent spent) {
        var text = new StringBuilder();
        if (!spent.millisPerOperation().isEmpty()) {
            text.append(String.format(Locale.ROOT, ", CPU %.2f ms/op (", spent.totalMillisPerOperation()));
            text.append(String.join(
                    ", ",
                    spent.percent().entrySet().stream()
                            .map(each -> String.format(Locale.ROOT, "%s %.0f%%", each.getKey(), each.getValue()))
                            .toList()));
            text.append(')');
        }
        text.append(String.format(Locale.ROOT, ", generator %.0f%%", spent.generatorPercent()));
        if (spent.foreignPercent() != null) {
            text.append(String.format(Locale.ROOT, ", foreign %.0f%%", spent.foreignPercent()));
        }
        return text.toString();
    }
}

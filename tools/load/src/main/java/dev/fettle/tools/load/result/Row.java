package dev.fettle.tools.load.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of one scenario say together: the median of each figure, the sum of all errors.
 *
 * @param value empty when every run was skipped
 * @param cpuMillis processor milliseconds per operation of all groups; empty where it was not watched
 * @param foreignPercent the highest of all runs, since one bad neighbour is enough to spoil a run
 */
public record Row(
        RowKey key,
        int runs,
        @Nullable Unit unit,
        OptionalDouble value,
        @Nullable Latency latency,
        OptionalDouble cpuMillis,
        long errors,
        OptionalDouble foreignPercent,
        Map<String, Object> notes,
        @Nullable String skipped) {

    /** In the order of first appearance. */
    public static List<Row> of(List<Run> runs) {
        var groups = new LinkedHashMap<RowKey, List<Run>>();
        runs.forEach(
                run -> groups.computeIfAbsent(run.key(), _ -> new ArrayList<>()).add(run));
        return groups.values().stream().map(Row::median).toList();
    }

    private static Row median(List<Run> all) {
        var last = all.getLast();
        var done = all.stream().filter(run -> run.figure() != null).toList();
        if (done.isEmpty()) {
            return new Row(
                    last.key(),
                    0,
                    null,
                    OptionalDouble.empty(),
                    null,
                    OptionalDouble.empty(),
                    0,
                    OptionalDouble.empty(),
                    last.notes(),
                    last.skipped());
        }
        var figures = done.stream().map(Run::figure).filter(Objects::nonNull).toList();
        var latencies = done.stream().map(Run::latency).filter(Objects::nonNull).toList();
        var spent = done.stream().map(Run::spent).filter(Objects::nonNull).toList();
        var watched = spent.stream()
                .filter(each -> !each.millisPerOperation().isEmpty())
                .toList();
        return new Row(
                last.key(),
                done.size(),
                figures.getFirst().unit(),
                median(figures, Figure::value),
                latencies.isEmpty()
                        ? null
                        : new Latency(
                                median(latencies, Latency::p50).orElseThrow(),
                                median(latencies, Latency::p99).orElseThrow(),
                                latencies.stream()
                                        .mapToDouble(Latency::max)
                                        .max()
                                        .orElseThrow()),
                median(watched, Spent::totalMillisPerOperation),
                done.stream().mapToLong(Run::errors).sum(),
                spent.stream()
                        .map(Spent::foreignPercent)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .max(),
                done.getLast().notes(),
                null);
    }

    private static <T> OptionalDouble median(Collection<T> all, ToDoubleFunction<T> figure) {
        return Median.of(all.stream().mapToDouble(figure).toArray());
    }
}

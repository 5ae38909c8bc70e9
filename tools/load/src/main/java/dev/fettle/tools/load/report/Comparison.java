package dev.fettle.tools.load.report;

import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.result.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One row of ours beside the same row of the reference. Either may be missing. */
public record Comparison(
        RowKey key, @Nullable Row ours, @Nullable Row theirs) {

    /** In the order of our rows, then those that only the reference has. */
    public static List<Comparison> of(List<Row> ours, List<Row> theirs) {
        var left = new LinkedHashMap<RowKey, Row>();
        theirs.forEach(row -> left.put(row.key(), row));
        var all = new ArrayList<Comparison>();
        ours.forEach(row -> all.add(new Comparison(row.key(), row, left.remove(row.key()))));
        left.values().forEach(row -> all.add(new Comparison(row.key(), null, row)));
        return all;
    }

    /** How many times better ours is; empty where either figure is missing or nothing can be divided by. */
    public OptionalDouble ratio() {
        if (ours == null || theirs == null || ours.unit() == null || ours.unit() != theirs.unit()) {
            return OptionalDouble.empty();
        }
        return ours.unit().moreIsBetter() ? divide(ours.value(), theirs.value()) : divide(theirs.value(), ours.value());
    }

    /** How many times less processor time an operation of ours costs. */
    public OptionalDouble cpuRatio() {
        return ours == null || theirs == null ? OptionalDouble.empty() : divide(theirs.cpuMillis(), ours.cpuMillis());
    }

    /** "met", "met by CPU" or "missed"; empty where there is no target or nothing to judge by. */
    public String verdict() {
        var value = ours == null ? OptionalDouble.empty() : ours.value();
        if (value.isEmpty()) {
            return "";
        }
        return switch (Target.of(key).orElse(null)) {
            case null -> "";
            case Target.Limit limit -> value.getAsDouble() <= limit.atMost() ? "met" : "missed";
            case Target.Ratio(var atLeast) -> {
                if (ratio().isEmpty() && cpuRatio().isEmpty()) {
                    yield "";
                }
                yield ratio().orElse(0) >= atLeast ? "met" : cpuRatio().orElse(0) >= atLeast ? "met by CPU" : "missed";
            }
        };
    }

    private static OptionalDouble divide(OptionalDouble a, OptionalDouble b) {
        return a.isEmpty() || b.isEmpty() || b.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(a.getAsDouble() / b.getAsDouble());
    }
}

package dev.fettle.tools.load.report;

import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.result.Unit;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How figures are written in a table. */
final class Cells {
    private Cells() {}

    static String value(@Nullable Row row) {
        if (row == null) {
            return "";
        }
        if (row.unit() == null || row.value().isEmpty()) {
            return "skipped";
        }
        return (row.unit() == Unit.LOST_WRITES
                        ? whole(row.value().getAsDouble())
                        : figure(row.value().getAsDouble()))
                + row.unit().suffix();
    }

    static String latency(@Nullable Row row) {
        return row == null || row.latency() == null
                ? ""
                : figure(row.latency().p50()) + " / " + figure(row.latency().p99());
    }

    static String cpu(@Nullable Row row) {
        return row == null ? "" : optional(row.cpuMillis(), "");
    }

    static String errors(@Nullable Row row) {
        return row == null || row.value().isEmpty() ? "" : Long.toString(row.errors());
    }

    static String foreign(@Nullable Row row) {
        return row == null || row.foreignPercent().isEmpty()
                ? ""
                : whole(row.foreignPercent().getAsDouble());
    }

    static String optional(OptionalDouble value, String suffix) {
        return value.isEmpty() ? "" : figure(value.getAsDouble()) + suffix;
    }

    /** Three digits that say something, so that 0.123, 12.3 and 1230 are all readable. */
    static String figure(double value) {
        var size = Math.abs(value);
        var digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

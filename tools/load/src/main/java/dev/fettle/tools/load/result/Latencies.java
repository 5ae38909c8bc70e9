package dev.fettle.tools.load.result;

import java.util.Arrays;

/** Durations in nanoseconds, growing without boxing. Not thread-safe: one per client, then {@link #merge}. */
public final class Latencies {
    private long[] nanos = new long[1024];
    private int size;

    public void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    public int size() {
        return size;
    }

    public static Latencies merge(Iterable<Latencies> parts) {
        var all = new Latencies();
        for (var part : parts) {
            var needed = all.size + part.size;
            if (needed > all.nanos.length) {
                all.nanos = Arrays.copyOf(all.nanos, Math.max(needed, 2 * all.nanos.length));
            }
            System.arraycopy(part.nanos, 0, all.nanos, all.size, part.size);
            all.size = needed;
        }
        return all;
    }

    /** Sorts and reads off p50, p99 and the longest, in milliseconds. */
    public Latency summary() {
        Arrays.sort(nanos, 0, size);
        return new Latency(millis(50), millis(99), size == 0 ? 0 : nanos[size - 1] / 1e6);
    }

    /** Nearest rank: the smallest value that at least that share of all values does not exceed. */
    private double millis(int percent) {
        if (size == 0) {
            return 0;
        }
        var rank = (int) Math.ceilDiv((long) size * percent, 100L);
        return nanos[Math.max(1, rank) - 1] / 1e6;
    }
}

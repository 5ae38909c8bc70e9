package dev.fettle.tools.load.result;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The middle one of several figures; of an even number, the mean of the two in the middle. */
public final class Median {
    private Median() {}

    public static OptionalDouble of(double... values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}

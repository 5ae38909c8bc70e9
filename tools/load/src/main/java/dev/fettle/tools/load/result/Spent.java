package dev.fettle.tools.load.result;

import dev.fettle.tools.load.machine.Usage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Processor time of a run.
 *
 * @param millisPerOperation of each group of processes per successful operation; empty when no groups were named
 * @param percent of one core, of each group
 * @param generatorPercent of one core, of this tool
 * @param foreignPercent of one core, of everybody else; null where it was not watched
 */
public record Spent(
        Map<String, Double> millisPerOperation,
        Map<String, Double> percent,
        double generatorPercent,
        @Nullable Double foreignPercent) {

    public static Spent of(Usage usage, long operations) {
        var percent = new TreeMap<String, Double>();
        usage.groups().forEach((name, seconds) -> percent.put(name, 100 * seconds / usage.seconds()));
        return new Spent(
                usage.millisPerOperation(operations), percent, usage.generatorPercent(), usage.foreignPercent());
    }

    public double totalMillisPerOperation() {
        return millisPerOperation.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}

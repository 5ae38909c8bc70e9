package dev.fettle.tools.load.machine;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was spent between two snapshots.
 *
 * @param seconds wall time
 * @param groups processor seconds of each group
 * @param generatorPercent of one core
 * @param foreignPercent of one core: what neither the groups nor the generator spent. Above about 20, rates suffer from the neighbours, and
 *     processor time per operation is the better figure
 */
public record Usage(double seconds, Map<String, Double> groups, double generatorPercent, double foreignPercent) {

    public static Usage between(Snapshot before, Snapshot after) {
        var seconds = (after.nanos() - before.nanos()) / 1e9;
        var groups = new TreeMap<String, Double>();
        after.groups()
                .forEach((name, spent) ->
                        groups.put(name, spent - before.groups().getOrDefault(name, 0.0)));
        var generator = after.generator() - before.generator();
        var ours = generator
                + groups.values().stream().mapToDouble(Double::doubleValue).sum();
        var foreign = Math.max(0, after.machine() - before.machine() - ours);
        return new Usage(seconds, groups, 100 * generator / seconds, 100 * foreign / seconds);
    }

    /** Processor milliseconds of each group per operation; empty when there were no operations. */
    public Map<String, Double> millisPerOperation(long operations) {
        var each = new TreeMap<String, Double>();
        if (operations > 0) {
            groups.forEach((name, spent) -> each.put(name, 1000 * spent / operations));
        }
        return each;
    }
}

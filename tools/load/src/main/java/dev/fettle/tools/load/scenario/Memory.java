package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Unit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Resident memory of the watched processes as they are now, database and broker not counted. */
record Memory() implements Scenario {
    private static final Set<String> NOT_OURS = Set.of("db", "mq");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "resident memory of all watched processes but db and mq";
    }

    @Override
    public void measure(Bench bench) {
        var resident = bench.machine().residentMib();
        resident.keySet().removeAll(NOT_OURS);
        if (resident.isEmpty()) {
            throw new NotApplicable("needs --process name=PID");
        }
        var notes = new TreeMap<String, Object>(Map.of("resident", whole(resident)));
        bench.machine().proportionalMib().ifPresent(shares -> {
            shares.keySet().removeAll(NOT_OURS);
            notes.put("shared pages divided", whole(shares));
        });
        var sum = resident.values().stream().mapToDouble(Double::doubleValue).sum();
        bench.report(bench.run(name(), 0, new Figure(Unit.MIB, sum), notes));
    }

    private static Map<String, Long> whole(Map<String, Double> mib) {
        var rounded = new TreeMap<String, Long>();
        mib.forEach((name, value) -> rounded.put(name, Math.round(value)));
        return rounded;
    }
}

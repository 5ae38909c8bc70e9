package dev.fettle.tools.sim.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.web.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one machine; they only grow, also over power cycles. Thread-safe. */
public final class Counters {
    private final Map<Counter, Long> counts = new ConcurrentHashMap<>();
    private final Map<String, Long> steps = new ConcurrentHashMap<>();

    public long of(Counter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /** How often a step began, by {@code kind.interface.step}, for example {@code deploy.deploy.write_image}. */
    public long step(String name) {
        return steps.getOrDefault(name, 0L);
    }

    public Map<String, Long> steps() {
        return new TreeMap<>(steps);
    }

    public void add(Counter counter) {
        counts.merge(counter, 1L, Long::sum);
    }

    public void addStep(String name) {
        steps.merge(name, 1L, Long::sum);
    }

    ObjectNode toJson() {
        var json = Json.object();
        for (Counter counter : Counter.values()) {
            json.put(counter.key(), of(counter));
        }
        json.set("steps", Json.MAPPER.valueToTree(steps()));
        return json;
    }
}

package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.Indicator;
import dev.fettle.driver.spi.IndicatorControl;
import dev.fettle.driver.spi.NodeTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two lights: one that nobody sets, one that keeps what it is set to. Both are on at first. */
final class FakeIndicators implements IndicatorControl {
    private static final String KEY = "fake_indicators";
    private static final Map<String, Map<String, Indicator>> ALL = Map.of(
            "chassis",
            Map.of("led-0", new Indicator(true, List.of("off", "on"))),
            "system",
            Map.of("led", new Indicator(false, List.of("blinking", "off", "on"))));

    @Override
    public Map<String, Map<String, Indicator>> supported(NodeTask task) {
        return ALL;
    }

    @Override
    public String state(NodeTask task, String component, String name) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        return String.valueOf(states(task).getOrDefault(name + "@" + component, "on"));
    }

    @Override
    public void set(NodeTask task, String component, String name, String state) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        var states = states(task);
        states.put(name + "@" + component, state);
        task.save(node -> node.withInternal(KEY, states));
    }

    private static Map<String, Object> states(NodeTask task) {
        var states = new LinkedHashMap<String, Object>();
        if (task.node().internalInfo().get(KEY) instanceof Map<?, ?> kept) {
            kept.forEach((name, state) -> states.put(String.valueOf(name), state));
        }
        return states;
    }
}

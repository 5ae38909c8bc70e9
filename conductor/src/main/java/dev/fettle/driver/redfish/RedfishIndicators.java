package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.Indicator;
import dev.fettle.driver.spi.IndicatorControl;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lights of the system, its chassis and its drives: {@code IndicatorLED}, or the newer {@code LocationIndicatorActive}. */
final class RedfishIndicators implements IndicatorControl {
    private static final String LED = "IndicatorLED";
    private static final String LOCATION = "LocationIndicatorActive";
    private static final Map<String, String> WORDS = Map.of("on", "Lit", "off", "Off", "blinking", "Blinking");
    private static final int MOST = 64;

    private final RedfishClient client;

    RedfishIndicators(RedfishClient client) {
        this.client = client;
    }

    /** A resource with a light. */
    private record Light(String component, String name, String path, JsonNode resource) {
        boolean hasLed() {
            return resource.hasNonNull(LED);
        }

        Indicator indicator() {
            return new Indicator(false, hasLed() ? List.of("blinking", "off", "on") : List.of("off", "on"));
        }

        String state() {
            if (!hasLed()) {
                return resource.path(LOCATION).asBoolean() ? "on" : "off";
            }
            var word = resource.path(LED).asText();
            return WORDS.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(word))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("unknown");
        }

        Map<String, Object> change(String state) {
            return hasLed() ? Map.of(LED, WORDS.getOrDefault(state, "Off")) : Map.of(LOCATION, state.equals("on"));
        }
    }

    @Override
    public Map<String, Map<String, Indicator>> supported(NodeTask task) {
        var supported = new LinkedHashMap<String, Map<String, Indicator>>();
        for (var light : lights(RedfishMachine.open(client, task))) {
            supported
                    .computeIfAbsent(light.component(), _ -> new LinkedHashMap<>())
                    .put(light.name(), light.indicator());
        }
        return supported;
    }

    @Override
    public String state(NodeTask task, String component, String name) {
        return light(RedfishMachine.open(client, task), component, name).state();
    }

    @Override
    public void set(NodeTask task, String component, String name, String state) {
        var machine = RedfishMachine.open(client, task);
        var light = light(machine, component, name);
        RedfishChange.send(
                task,
                machine,
                "indicator state " + state,
                () -> new RedfishChange.Resource(
                        light.path(), machine.connection().require(light.path())),
                light.change(state));
    }

    private static Light light(RedfishMachine machine, String component, String name) {
        return lights(machine).stream()
                .filter(light ->
                        light.component().equals(component) && light.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE, "The machine has no such indicator any more."));
    }

    private static List<Light> lights(RedfishMachine machine) {
        var lights = new ArrayList<Light>();
        var system = machine.system().body();
        add(lights, "system", id(system), machine.path(), system);
        for (var path : paths(system.path("Links").path("Chassis"))) {
            var chassis = machine.connection().require(path).body();
            add(lights, "chassis", id(chassis), path, chassis);
        }
        RedfishMachine.link(system, "Storage").ifPresent(storage -> {
            for (var controller : machine.members(storage)) {
                for (var path : paths(controller.body().path("Drives"))) {
                    var drive = machine.connection().require(path).body();
                    var name = controller.body().path("Id").asText() + ":"
                            + drive.path("Id").asText();
                    add(lights, "disk", name, path, drive);
                }
            }
        });
        return lights;
    }

    private static void add(List<Light> lights, String component, String name, String path, JsonNode resource) {
        if ((resource.hasNonNull(LED) || resource.path(LOCATION).isBoolean()) && !name.isEmpty()) {
            lights.add(new Light(component, name, path, resource));
        }
    }

    private static String id(JsonNode resource) {
        var uuid = resource.path("UUID").asText();
        return uuid.isEmpty() ? resource.path("Id").asText() : uuid;
    }

    private static List<String> paths(JsonNode references) {
        var paths = new ArrayList<String>();
        for (var reference : references) {
            var path = reference.path("@odata.id").textValue();
            if (path != null && paths.size() < MOST) {
                paths.add(path);
            }
        }
        return paths;
    }
}

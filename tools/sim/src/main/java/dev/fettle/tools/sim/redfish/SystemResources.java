package dev.fettle.tools.sim.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.Boot;
import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.machine.ResetType;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The computer system: power, boot override, entity tag. */
final class SystemResources {
    private static final String SYSTEM = "Systems/{system}";
    private static final String RESET = "/Actions/ComputerSystem.Reset";
    private static final Set<String> INDICATORS = Set.of("Off", "Lit", "Blinking");
    private static final Map<String, Set<String>> BOOT_VALUES = Map.of(
            "BootSourceOverrideTarget", Boot.TARGETS,
            "BootSourceOverrideEnabled", Boot.ENABLED,
            "BootSourceOverrideMode", Boot.MODES);

    static final List<Route> ROUTES = List.of(
            Route.get(
                    "Systems",
                    (bmc, _, _) -> bmc.collection(
                            "Systems",
                            "ComputerSystem",
                            List.of(bmc.machine().uuid().toString()))),
            Route.get(SYSTEM, (bmc, _, _) -> show(bmc)),
            Route.of("PATCH", SYSTEM, (bmc, request, _) -> patch(bmc, request)),
            Route.of("POST", SYSTEM + RESET, (bmc, request, _) -> reset(bmc, request)));

    private SystemResources() {}

    private static Reply show(Bmc bmc) {
        var machine = bmc.machine();
        long revision = machine.revision();
        String path = bmc.system();
        var system = bmc.resource(
                path, "ComputerSystem.v1_20_1.ComputerSystem", machine.uuid().toString(), machine.id());
        system.put("@odata.etag", etag(revision));
        system.put("UUID", machine.uuid().toString());
        system.put("SystemType", "Physical");
        system.put("Manufacturer", Hardware.MANUFACTURER);
        system.put("Model", Hardware.MODEL);
        system.put("SKU", "SIM-1U");
        system.put("SerialNumber", machine.hardware().serial());
        system.put("AssetTag", machine.assetTag());
        system.put("BiosVersion", Hardware.BIOS_VERSION);
        system.put("IndicatorLED", machine.indicator());
        system.put("PowerState", machine.isOn() ? "On" : "Off");
        system.set("Status", Json.object("State", "Enabled", "Health", "OK", "HealthRollup", "OK"));
        system.set("Boot", boot(machine.boot()));
        system.set(
                "ProcessorSummary",
                Json.object(
                        "Count",
                        1,
                        "CoreCount",
                        machine.hardware().cpus(),
                        "LogicalProcessorCount",
                        machine.hardware().cpus(),
                        "Model",
                        Hardware.CPU_MODEL));
        system.set(
                "MemorySummary",
                Json.object("TotalSystemMemoryGiB", machine.hardware().memoryMib() / 1024));
        for (String child : List.of(
                "Processors",
                "Memory",
                "Storage",
                "SimpleStorage",
                "EthernetInterfaces",
                "Bios",
                "SecureBoot",
                "VirtualMedia")) {
            system.set(child, bmc.link(path + "/" + child));
        }
        system.set(
                "Links",
                Json.object(
                        "Chassis",
                        Json.array(bmc.link("Chassis/1")),
                        "ManagedBy",
                        Json.array(bmc.link("Managers/bmc"))));
        system.set(
                "Actions",
                Json.object(
                        "#ComputerSystem.Reset",
                        Json.object(
                                "target",
                                bmc.at(path + RESET),
                                "ResetType@Redfish.AllowableValues",
                                Arrays.stream(ResetType.values())
                                        .map(ResetType::name)
                                        .toList())));
        return Reply.json(200, system).with("ETag", etag(revision));
    }

    private static ObjectNode boot(Boot boot) {
        return Json.object(
                "BootSourceOverrideTarget", boot.target(),
                "BootSourceOverrideTarget@Redfish.AllowableValues", new TreeSet<>(Boot.TARGETS),
                "BootSourceOverrideEnabled", boot.enabled(),
                "BootSourceOverrideEnabled@Redfish.AllowableValues", new TreeSet<>(Boot.ENABLED),
                "BootSourceOverrideMode", boot.mode(),
                "BootSourceOverrideMode@Redfish.AllowableValues", new TreeSet<>(Boot.MODES),
                "HttpBootUri", boot.httpUri());
    }

    private static Reply patch(Bmc bmc, Request request) throws Request.NotJson {
        var body = request.json();
        var refused = check(body);
        if (refused != null) {
            return refused;
        }
        String ifMatch = request.header("if-match");
        Long expected = null;
        if (ifMatch != null && !ifMatch.equals("*")) {
            expected = revision(ifMatch);
        }
        boolean done = bmc.machine()
                .configure(expected, change(body.path("Boot")), text(body, "IndicatorLED"), text(body, "AssetTag"));
        return done ? show(bmc) : RedfishError.preconditionFailed();
    }

    /** Null when every property is known and has an acceptable value. */
    private static @Nullable Reply check(JsonNode body) {
        if (!body.isObject() || body.isEmpty()) {
            return RedfishError.malformed("an object with at least one property is needed");
        }
        for (var property : body.properties()) {
            switch (property.getKey()) {
                case "AssetTag" -> {}
                case "IndicatorLED" -> {
                    if (!INDICATORS.contains(property.getValue().asText())) {
                        return RedfishError.notInList(property.getValue().asText(), "IndicatorLED");
                    }
                }
                case "Boot" -> {
                    var refused = checkBoot(property.getValue());
                    if (refused != null) {
                        return refused;
                    }
                }
                default -> {
                    return RedfishError.unknownProperty(property.getKey());
                }
            }
        }
        return null;
    }

    private static @Nullable Reply checkBoot(JsonNode boot) {
        for (var property : boot.properties()) {
            if (property.getKey().equals("HttpBootUri")) {
                continue;
            }
            var values = BOOT_VALUES.get(property.getKey());
            if (values == null) {
                return RedfishError.unknownProperty("Boot/" + property.getKey());
            }
            if (!values.contains(property.getValue().asText())) {
                return RedfishError.notInList(property.getValue().asText(), "Boot/" + property.getKey());
            }
        }
        return null;
    }

    private static UnaryOperator<Boot> change(JsonNode wanted) {
        return old -> new Boot(
                wanted.path("BootSourceOverrideTarget").asText(old.target()),
                wanted.path("BootSourceOverrideEnabled").asText(old.enabled()),
                wanted.path("BootSourceOverrideMode").asText(old.mode()),
                wanted.has("HttpBootUri") ? text(wanted, "HttpBootUri") : old.httpUri());
    }

    private static Reply reset(Bmc bmc, Request request) throws Request.NotJson {
        var body = request.json();
        String type = text(body, "ResetType");
        if (type == null) {
            return RedfishError.parameterMissing("ComputerSystem.Reset", "ResetType");
        }
        for (ResetType known : ResetType.values()) {
            if (known.name().equals(type)) {
                if (!bmc.machine().faults().powerStuck()) {
                    bmc.machine().reset(known);
                }
                return Reply.empty(204);
            }
        }
        return RedfishError.parameterNotInList(type, "ResetType", "ComputerSystem.Reset");
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).asText() : null;
    }

    private static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** A tag that is not one of ours matches no revision. */
    private static long revision(String etag) {
        String digits = etag.replace("W/", "").replace("\"", "");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }
}

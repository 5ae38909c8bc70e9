package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Pause;
import java.util.HashSet;
import java.util.Set;

/** Executes steps of one boot of the agent. */
final class StepRunner {
    private static final Set<String> ERASING =
            Set.of("erase_devices", "erase_devices_metadata", "erase_devices_express");

    private final SimulatedMachine machine;
    private final long boot;
    private final AgentSettings settings;
    private final ImageWriter images;
    private final Set<String> succeeded = new HashSet<>();

    StepRunner(SimulatedMachine machine, long boot, AgentSettings settings, ImageWriter images) {
        this.machine = machine;
        this.boot = boot;
        this.settings = settings;
        this.images = images;
    }

    /**
     * Runs {@code execute_<kind>_step}; blocks until the step has ended. Commands come one at a time.
     *
     * @throws CommandFailed also for a version the steps were not listed with
     */
    JsonNode run(String kind, JsonNode params) throws CommandFailed, InterruptedException {
        checkVersion(params.path(kind + "_version"));
        var step = params.path("step");
        String iface = step.path("interface").asText();
        String name = step.path("step").asText();
        if (!StepCatalog.has(kind, iface, name)) {
            throw new CommandFailed(
                    "IncompatibleHardwareMethodError",
                    500,
                    "Current hardware manager does not support the requested method",
                    "There is no %s step %s.%s.".formatted(kind, iface, name));
        }
        String key = kind + "." + iface + "." + name;
        machine.counters().addStep(key);
        String call = key + step.path("args");
        if (succeeded.contains(call)) {
            machine.counters().add(Counter.DUPLICATED_STEPS);
        }
        Pause.of(settings.stepDuration());
        if (machine.faults().hangsStep(name)) {
            Pause.untilInterrupted();
        }
        if (machine.faults().failsStep(name)) {
            throw new CommandFailed(errorType(kind), 500, "The step failed", "The fault injection fails " + name + ".");
        }
        var result = work(name, step.path("args"), params.path("node"));
        succeeded.add(call);
        return Json.object(kind + "_result", result, kind + "_step", step);
    }

    private static void checkVersion(JsonNode version) throws CommandFailed {
        if (version.isObject() && !version.equals(Json.MAPPER.valueToTree(StepCatalog.VERSIONS))) {
            throw new CommandFailed(
                    "VersionMismatch",
                    500,
                    "Hardware managers version mismatch, reload agent with correct version",
                    "The steps were listed by " + version + ".");
        }
    }

    private static String errorType(String kind) {
        return switch (kind) {
            case "clean" -> "CleaningError";
            case "deploy" -> "DeploymentError";
            default -> "ServicingError";
        };
    }

    private JsonNode work(String name, JsonNode args, JsonNode node) throws CommandFailed, InterruptedException {
        if (ERASING.contains(name)) {
            machine.write(boot, null);
            var erased = Json.object();
            machine.hardware().disks().forEach(disk -> erased.putNull(disk.name()));
            return erased;
        }
        return switch (name) {
            case "write_image" -> writeImage(args);
            case "create_configuration" -> raid(node.path("target_raid_config"));
            case "apply_configuration" -> raid(args.path("raid_config"));
            default -> Json.MAPPER.nullNode();
        };
    }

    private ObjectNode writeImage(JsonNode args) throws CommandFailed, InterruptedException {
        if (!args.path("image_info").isObject()) {
            throw CommandFailed.invalid("write_image needs the argument image_info.");
        }
        boolean damaged = machine.faults().imageHashMismatch();
        var image = images.write(args.path("image_info"), args.path("configdrive"), damaged);
        if (!machine.write(boot, image)) {
            throw new InterruptedException("the power is off");
        }
        String text = "prepare_image: image (%s) written to device %s root_uuid=None"
                .formatted(image.id(), machine.hardware().disks().getFirst().name());
        return Json.object("result", text);
    }

    private static JsonNode raid(JsonNode wanted) {
        return wanted.isObject() ? wanted : Json.object();
    }
}

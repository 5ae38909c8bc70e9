package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.ResetType;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Pause;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands of one boot of the agent (contract/agent.md, section 4). */
final class CommandTable {
    private static final JsonNode NOTHING = Json.MAPPER.nullNode();

    private final SimulatedMachine machine;
    private final long boot;
    private final AgentSettings settings;
    private final StepRunner steps;
    private final Runnable stopServing;

    /** @param stopServing ends the agent soon, but not before the current answer went out */
    CommandTable(SimulatedMachine machine, long boot, AgentSettings settings, StepRunner steps, Runnable stopServing) {
        this.machine = machine;
        this.boot = boot;
        this.settings = settings;
        this.steps = steps;
        this.stopServing = stopServing;
    }

    Map<String, Command> commands() {
        var table = new LinkedHashMap<String, Command>();
        for (String kind : new String[] {"clean", "deploy", "service"}) {
            table.put(
                    "%s.get_%s_steps".formatted(kind, kind),
                    Command.sync(_ -> StepCatalog.answer(kind), "node", "ports"));
            table.put(
                    "%s.execute_%s_step".formatted(kind, kind),
                    Command.async(params -> steps.run(kind, params), "step", "node", "ports"));
        }
        table.put("standby.sync", Command.sync(_ -> NOTHING));
        table.put("standby.get_partition_uuids", Command.sync(_ -> Json.object()));
        table.put("standby.power_off", Command.async(_ -> leave(ResetType.ForceOff)));
        table.put("standby.run_image", Command.async(_ -> leave(ResetType.ForceRestart)));
        table.put("image.install_bootloader", Command.async(_ -> installBootloader(), "root_uuid"));
        table.put("log.collect_system_logs", Command.sync(_ -> logs()));
        table.put("poll.get_hardware_info", Command.sync(_ -> Inventory.of(machine.hardware())));
        table.put("rescue.finalize_rescue", Command.sync(_ -> stop(), "rescue_password"));
        table.put("system.lockdown", Command.sync(_ -> stop()));
        return table;
    }

    private JsonNode leave(ResetType how) throws InterruptedException {
        Pause.of(settings.shutdownDelay());
        machine.resetFromInside(boot, how);
        return NOTHING;
    }

    private JsonNode installBootloader() throws CommandFailed, InterruptedException {
        if (machine.disk() == null) {
            throw new CommandFailed(
                    "DeviceNotFound", 500, "Error finding the disk or partition device", "Nothing was written yet.");
        }
        Pause.of(settings.stepDuration());
        machine.counters().add(Counter.BOOTLOADERS_INSTALLED);
        return NOTHING;
    }

    private JsonNode logs() {
        return Json.object("system_logs", SystemLogs.encoded("journal", "Simulated agent of " + machine.id() + "\n"));
    }

    private JsonNode stop() {
        stopServing.run();
        return NOTHING;
    }
}

package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands one at a time and remembers all of this boot. Thread-safe. */
final class CommandRunner {
    private static final Logger log = LoggerFactory.getLogger(CommandRunner.class);

    private final SimulatedMachine machine;
    private final Map<String, Command> table;
    private final Runnable asyncEnded;
    private final List<CommandResult> results = new ArrayList<>();
    private final List<Thread> running = new ArrayList<>();

    /**
     * @param table by full name, {@code extension.command}
     * @param asyncEnded called when an asynchronous command has ended
     */
    CommandRunner(SimulatedMachine machine, Map<String, Command> table, Runnable asyncEnded) {
        this.machine = machine;
        this.table = table;
        this.asyncEnded = asyncEnded;
    }

    /**
     * Runs a synchronous command to its end, starts an asynchronous one.
     *
     * @throws CommandFailed for what is answered as an HTTP error: unknown, incomplete, busy
     */
    CommandResult execute(String fullName, JsonNode params) throws CommandFailed, InterruptedException {
        var command = find(fullName, params);
        String shortName = fullName.substring(fullName.indexOf('.') + 1);
        var result = begin(shortName);
        machine.counters().add(Counter.COMMANDS_STARTED);
        if (command.async()) {
            start(Thread.ofVirtual().name("sim-command-" + machine.id()).unstarted(() -> {
                try {
                    run(command, shortName, params, result, shortName, shortName + ": ");
                } catch (InterruptedException _) {
                    log.debug("{}: {} ends with the power", machine.id(), shortName);
                    return;
                }
                asyncEnded.run();
            }));
        } else {
            run(command, shortName, params, result, fullName, "");
        }
        return result;
    }

    synchronized ArrayNode list() {
        return Json.array(results.stream().map(CommandResult::toJson).toList());
    }

    synchronized @Nullable CommandResult find(String id) {
        return results.stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The power is gone: whatever runs stops where it is. */
    synchronized void kill() {
        running.forEach(Thread::interrupt);
        running.clear();
    }

    private Command find(String fullName, JsonNode params) throws CommandFailed {
        int dot = fullName.indexOf('.');
        if (dot < 1) {
            throw CommandFailed.invalid("A command name has the form extension.command, not " + fullName + ".");
        }
        var command = table.get(fullName);
        if (command == null) {
            String extension = fullName.substring(0, dot + 1);
            if (table.keySet().stream().noneMatch(name -> name.startsWith(extension))) {
                throw new CommandFailed(
                        "RequestedObjectNotFoundError", 404, "Not found", "There is no extension " + extension);
            }
            throw CommandFailed.invalid("There is no command " + fullName + ".");
        }
        for (String name : command.required()) {
            if (!params.has(name)) {
                throw CommandFailed.invalid("The command " + fullName + " needs the parameter " + name + ".");
            }
        }
        return command;
    }

    private synchronized CommandResult begin(String shortName) throws CommandFailed {
        if (!results.isEmpty() && results.getLast().isRunning()) {
            machine.counters().add(Counter.COMMANDS_REFUSED_BUSY);
            throw new CommandFailed(
                    "AgentIsBusy",
                    409,
                    "Agent is busy",
                    "Agent is busy: it still runs "
                            + results.getLast().toJson().path("command_name").asText() + ".");
        }
        var result = new CommandResult(shortName);
        results.add(result);
        return result;
    }

    private synchronized void start(Thread thread) {
        running.removeIf(old -> !old.isAlive());
        running.add(thread);
        thread.start();
    }

    private void run(
            Command command,
            String shortName,
            JsonNode params,
            CommandResult result,
            String nameIfFailed,
            String textPrefix)
            throws InterruptedException {
        try {
            if (machine.faults().hangsStep(shortName)) {
                Pause.untilInterrupted();
            }
            if (machine.faults().failsStep(shortName)) {
                throw CommandFailed.execution("The fault injection fails " + shortName + ".");
            }
            result.succeeded(command.work().run(params), textPrefix);
        } catch (CommandFailed e) {
            result.failed(e, nameIfFailed);
        } catch (RuntimeException e) {
            log.error("{}: {} has a bug", machine.id(), shortName, e);
            result.failed(CommandFailed.execution(e.toString()), nameIfFailed);
        }
    }
}

package dev.fettle.driver.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.InBandSteps;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The agent's own steps ({@code contract/agent.md} section 4, {@code contract/conductor.md} section 10). A step that was sent is found again in
 * the agent's list of commands, by interface, name and place in the list of steps; so none is sent twice.
 */
public final class AgentInBandSteps implements InBandSteps {
    /** Key within a step: its place in the operation's list. Comes back with the result and tells two equal steps apart. */
    static final String PLACE = "fettle_step_index";

    private static final String VERSION = "hardware_manager_version";
    private static final String MISMATCHES = "agent_version_mismatches";
    private static final int MAX_MISMATCHES = 3;
    private static final List<StepKind> KINDS = List.of(StepKind.CLEAN, StepKind.DEPLOY, StepKind.SERVICE);

    private final AgentClient agent;

    public AgentInBandSteps(AgentClient agent) {
        this.agent = agent;
    }

    @Override
    public List<StepSpec> fetch(NodeTask task, StepKind kind) {
        try {
            var params = Map.<String, Object>of(
                    "node", AgentDocuments.node(task, false), "ports", AgentDocuments.ports(task));
            var command = agent.ask(task, kind.word() + ".get_" + kind.word() + "_steps", params);
            if (!command.succeeded()) {
                throw new FaultException(
                        FaultCode.AGENT_API_ERROR,
                        "The agent of node " + task.node().uuid() + " cannot list its " + kind.word() + " steps: "
                                + command.reason() + ". Look at the agent's log.");
            }
            var steps = AgentStepList.read(task, kind, command.result().path(kind.word() + "_steps"));
            keep(task, kind, steps, command.result().path(VERSION));
            return steps;
        } catch (FaultException fault) {
            if (fault.code() == FaultCode.AGENT_IN_PROGRESS) {
                return AgentStepList.cached(task, kind);
            }
            if (fault.code() == FaultCode.AGENT_API_ERROR && kind == StepKind.SERVICE) {
                return List.of(); // agents older than service steps
            }
            throw fault;
        }
    }

    @Override
    public StepOutcome execute(NodeTask task, StepKind kind, StepSpec step) {
        if (isRebooting(task, kind, step)) {
            return AgentAddress.isKnown(task) ? StepOutcome.done() : reboot(task, kind);
        }
        if (!AgentAddress.isKnown(task)) {
            return waiting(task, kind, "the agent to call");
        }
        try {
            var sent = agent.newestAction(task).filter(command -> isOf(task, kind, step, command));
            return sent.isPresent() ? goOn(task, kind, step, sent.get()) : send(task, kind, step);
        } catch (FaultException fault) {
            if (fault.code() == FaultCode.AGENT_IN_PROGRESS) {
                return waiting(task, kind, "the agent to end what it is doing");
            }
            throw fault;
        }
    }

    /** Changes nothing: it also runs without a lock. What needs a change is {@code NotStarted}, and {@link #execute} goes on from there. */
    @Override
    public StepOutcome observe(NodeTask task, StepKind kind, StepSpec step) {
        if (!AgentAddress.isKnown(task)) {
            return isRebooting(task, kind, step) && !AgentBoot.isUnderWay(task)
                    ? new StepOutcome.NotStarted()
                    : waiting(task, kind, "the agent to call");
        }
        if (isRebooting(task, kind, step)) {
            return StepOutcome.done(); // its address was forgotten before the reboot: this is the call after it
        }
        try {
            var newest = agent.newestAction(task);
            if (newest.isEmpty()) {
                return new StepOutcome.NotStarted();
            }
            return isOf(task, kind, step, newest.get())
                    ? seen(task, kind, step, newest.get())
                    : unrelated(task, kind, newest.get());
        } catch (FaultException fault) {
            if (fault.code() == FaultCode.AGENT_CONNECTION_FAILED || fault.code() == FaultCode.AGENT_IN_PROGRESS) {
                return waiting(task, kind, "the agent to answer again");
            }
            throw fault;
        }
    }

    /** The node without what is remembered between the steps of one operation. */
    static Node withoutMarks(Node node) {
        var without = node.withInternal(MISMATCHES, null);
        for (var kind : KINDS) {
            without = without.withInternal(rebootKey(kind), null).withInternal(sentKey(kind), null);
        }
        return without;
    }

    private StepOutcome send(NodeTask task, StepKind kind, StepSpec step) {
        var params = new LinkedHashMap<String, Object>();
        params.put("step", document(task, kind, step));
        params.put("node", AgentDocuments.node(task, kind == StepKind.DEPLOY));
        params.put("ports", AgentDocuments.ports(task));
        params.put(kind.word() + "_version", task.node().internalInfo().get(VERSION));
        var command = agent.start(task, kind.word() + ".execute_" + kind.word() + "_step", params);
        var outcome = seen(task, kind, step, command);
        return outcome instanceof StepOutcome.NotStarted ? waiting(task, kind, "the agent to call") : outcome;
    }

    /** What follows from a command of this step that is there already. */
    private StepOutcome goOn(NodeTask task, StepKind kind, StepSpec step, AgentCommand command) {
        return switch (command.status()) {
            case RUNNING -> waiting(task, kind, "the agent to end " + step.key());
            case FAILED -> send(task, kind, step);
            case VERSION_MISMATCH -> refresh(task, kind, step);
            case SUCCEEDED -> {
                RaidResult.keep(task, kind, step, command);
                yield wantsReboot(step) ? beginReboot(task, kind, step) : StepOutcome.done();
            }
        };
    }

    private static StepOutcome seen(NodeTask task, StepKind kind, StepSpec step, AgentCommand command) {
        return switch (command.status()) {
            case RUNNING -> waiting(task, kind, "the agent to end " + step.key());
            case FAILED ->
                StepOutcome.failed(
                        FaultCode.AGENT_API_ERROR,
                        "The agent failed in " + kind.word() + " step " + step.key() + ": " + command.reason() + ".",
                        "Look at the agent's log, correct the cause and start again.");
            case VERSION_MISMATCH -> new StepOutcome.NotStarted();
            case SUCCEEDED ->
                wantsReboot(step) || RaidResult.isKeptOf(kind, step)
                        ? new StepOutcome.NotStarted() // there is more to do, with the lock
                        : StepOutcome.done();
        };
    }

    /** The agent's hardware managers changed under us: learn its steps anew. */
    private StepOutcome refresh(NodeTask task, StepKind kind, StepSpec step) {
        var before = task.node().internalInfo().get(MISMATCHES) instanceof Number number ? number.intValue() : 0;
        if (before >= MAX_MISMATCHES) {
            return StepOutcome.failed(
                    FaultCode.AGENT_API_ERROR,
                    "The agent changed its hardware managers " + before + " times before " + step.key() + ".",
                    "Use a ramdisk whose hardware managers do not change while it runs.");
        }
        fetch(task, kind);
        return new StepOutcome.StepsChanged(
                node -> node.withInternal(MISMATCHES, before + 1).withInternal(sentKey(kind), null));
    }

    private static boolean wantsReboot(StepSpec step) {
        return Boolean.TRUE.equals(step.extra().get("reboot_requested"));
    }

    private static StepOutcome beginReboot(NodeTask task, StepKind kind, StepSpec step) {
        var mark = mark(task, kind, step);
        task.save(node -> AgentMemory.poweredDown(node).withInternal(rebootKey(kind), mark));
        return reboot(task, kind);
    }

    /** Goes on with a reboot wherever it was left; the agent's next call is from a fresh boot. */
    private static StepOutcome reboot(NodeTask task, StepKind kind) {
        AgentBoot.ensure(task, () -> task.driver().boot().prepareRamdisk(task, AgentBoot.parameters(task)));
        return waiting(task, kind, "the agent to call after the reboot that its step asked for");
    }

    private static boolean isRebooting(NodeTask task, StepKind kind, StepSpec step) {
        return mark(task, kind, step).equals(task.node().internalText(rebootKey(kind)));
    }

    private static StepOutcome unrelated(NodeTask task, StepKind kind, AgentCommand command) {
        return command.running()
                ? waiting(task, kind, "the agent to end " + command.name())
                : new StepOutcome.NotStarted();
    }

    /** A result names its step; a command without one (running, failed, mismatch) can only be of the step that was sent last. */
    private static boolean isOf(NodeTask task, StepKind kind, StepSpec step, AgentCommand command) {
        if (!command.name().equals("execute_" + kind.word() + "_step")) {
            return false;
        }
        var sent = command.result().path(kind.word() + "_step");
        if (!sent.isObject()) {
            return mark(task, kind, step).equals(task.node().internalText(sentKey(kind)));
        }
        var place = place(task, kind);
        var samePlace = !sent.hasNonNull(PLACE)
                || place.isEmpty()
                || sent.path(PLACE).asText().equals(place);
        return sent.path("interface").asText().equals(step.iface())
                && sent.path("step").asText().equals(step.step())
                && samePlace;
    }

    private static Map<String, Object> document(NodeTask task, StepKind kind, StepSpec step) {
        var document = step.toJson();
        if (!place(task, kind).isEmpty()) {
            document.put(PLACE, place(task, kind));
        }
        var mark = mark(task, kind, step);
        if (!Objects.equals(task.node().internalText(sentKey(kind)), mark)) {
            task.save(node -> node.withInternal(sentKey(kind), mark)); // before it is sent
        }
        return document;
    }

    private static String place(NodeTask task, StepKind kind) {
        return Objects.toString(task.node().internalInfo().get(kind.word() + "_step_index"), "");
    }

    private static String mark(NodeTask task, StepKind kind, StepSpec step) {
        return place(task, kind) + "/" + step.key();
    }

    private static String sentKey(StepKind kind) {
        return "agent_sent_" + kind.word() + "_step";
    }

    private static String rebootKey(StepKind kind) {
        return "agent_rebooted_for_" + kind.word() + "_step";
    }

    private static StepOutcome waiting(NodeTask task, StepKind kind, String forWhat) {
        return StepOutcome.waiting(AgentWait.atMost(task, kind), forWhat);
    }

    private static void keep(NodeTask task, StepKind kind, List<StepSpec> steps, JsonNode version) {
        var key = "agent_cached_" + kind.word() + "_steps";
        var grouped = AgentStepList.byInterface(steps);
        var versions = version.isObject() ? WireJson.object(version) : Map.of();
        task.save(node -> kept(node, key, grouped, versions, NodePower.stamp(task)));
    }

    private static Node kept(Node node, String key, Object steps, Object versions, String stamp) {
        return node.withInternal(key, steps)
                .withInternal(key + "_refreshed", stamp)
                .withInternal(VERSION, versions);
    }
}

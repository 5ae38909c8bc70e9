package dev.fettle.conductor.console;

import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.SimpleFlow;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import java.util.Map;

/** Starts or stops the console of a node. */
public final class ConsoleFlow {
    private ConsoleFlow() {}

    public static Flow flow() {
        return SimpleFlow.inBackground(OperationKind.CONSOLE, "set_console", ConsoleFlow::set);
    }

    private static void set(OperationTask task, Map<String, Object> args) {
        var on = Boolean.TRUE.equals(args.get("enabled"));
        if (on) {
            task.driver().console().start(task);
        } else {
            task.driver().console().stop(task);
        }
        task.change(node -> node.with(NodeFields.CONSOLE_ENABLED, on));
    }
}

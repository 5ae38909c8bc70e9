package dev.fettle.conductor.step;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import java.util.UUID;

/** Looks at nodes for handlers that only ask. */
public final class Reads {
    private final TaskTools tools;

    public Reads(TaskTools tools) {
        this.tools = tools;
    }

    /** @throws FaultException {@code NODE_NOT_FOUND} */
    public Node node(UUID node) {
        return tools.nodes()
                .find(node)
                .orElseThrow(
                        () -> new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + node + " could not be found."));
    }

    /** @throws FaultException {@code NODE_NOT_FOUND}, or what is wrong with the node's driver */
    public ReadTask task(UUID node) {
        return new ReadTask(tools, node(node));
    }
}

package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts service steps on a node with an instance; the node keeps it.
 *
 * @param disableRamdisk true: no ramdisk is booted, so only steps that run without one are taken; null counts as false */
@Rpc(method = "do_node_service", version = "1.57", repeatable = true)
public record ServiceNode(
        UUID nodeId,
        List<Map<String, Object>> serviceSteps,
        @Nullable Boolean disableRamdisk) implements RpcRequest<Void> {}

package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts manual cleaning with the steps given. */
@Rpc(method = "do_node_clean", version = "1.32", repeatable = true)
public record CleanNode(
        UUID nodeId,
        List<Map<String, Object>> cleanSteps,
        @Since("1.53") @Nullable Boolean disableRamdisk) implements RpcRequest<Void> {}

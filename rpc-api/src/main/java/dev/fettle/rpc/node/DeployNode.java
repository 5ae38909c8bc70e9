package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts putting an instance onto a node. The reply says the work was accepted, not that it ended.
 *
 * @param configdrive text (base64 of a gzip ISO image, or a URL), an object to build one from, or null */
@Rpc(method = "do_node_deploy", version = "1.22", repeatable = true)
public record DeployNode(
        UUID nodeId,
        boolean rebuild,
        @Nullable Object configdrive,
        @Since("1.52") @Nullable List<Map<String, Object>> deploySteps)
        implements RpcRequest<Void> {}

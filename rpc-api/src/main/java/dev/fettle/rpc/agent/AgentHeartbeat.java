package dev.fettle.rpc.agent;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The agent of a node is alive and may be given its next task. */
@Rpc(method = "heartbeat", version = "1.34", repeatable = true)
public record AgentHeartbeat(
        UUID nodeId,
        String callbackUrl,
        @Since("1.42") @Nullable String agentVersion,
        @Since("1.49") @Nullable String agentToken,
        @Since("1.51") @Nullable String agentVerifyCa,
        @Since("1.54") @Nullable String agentStatus,
        @Since("1.54") @Nullable String agentStatusMessage)
        implements RpcRequest<Void> {}

package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts booting a rescue system on a node with an instance.
 *
 * @param rescuePassword by which the tenant gets into it; not blank */
@Rpc(method = "do_node_rescue", version = "1.43", repeatable = true)
public record RescueNode(UUID nodeId, String rescuePassword) implements RpcRequest<Void> {

    /** Without the password. */
    @Override
    public String toString() {
        return "RescueNode[nodeId=" + nodeId + "]";
    }
}

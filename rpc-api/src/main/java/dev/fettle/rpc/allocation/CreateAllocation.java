package dev.fettle.rpc.allocation;

import dev.fettle.model.allocation.Allocation;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/**
 * Stores an allocation. One without a node is answered before the search for one ends; one that names a node by {@code node_id} is for a
 * machine in use already, and is answered when the two belong together.
 */
@Rpc(method = "create_allocation", version = "1.48")
public record CreateAllocation(Allocation allocation) implements RpcRequest<Allocation> {}

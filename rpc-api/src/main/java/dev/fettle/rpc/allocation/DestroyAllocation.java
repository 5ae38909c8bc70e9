package dev.fettle.rpc.allocation;

import dev.fettle.model.allocation.Allocation;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Deletes an allocation and frees its node of the instance. */
@Rpc(method = "destroy_allocation", version = "1.48")
public record DestroyAllocation(Allocation allocation) implements RpcRequest<Void> {}

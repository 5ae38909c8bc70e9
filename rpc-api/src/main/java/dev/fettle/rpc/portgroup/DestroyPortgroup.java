package dev.fettle.rpc.portgroup;

import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Deletes a portgroup that has no ports. */
@Rpc(method = "destroy_portgroup", version = "1.33")
public record DestroyPortgroup(Portgroup portgroup) implements RpcRequest<Void> {}

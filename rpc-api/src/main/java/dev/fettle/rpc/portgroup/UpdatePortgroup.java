package dev.fettle.rpc.portgroup;

import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Saves the touched fields of a portgroup. */
@Rpc(method = "update_portgroup", version = "1.33")
public record UpdatePortgroup(Changed<Portgroup> portgroupObj) implements RpcRequest<Portgroup> {}

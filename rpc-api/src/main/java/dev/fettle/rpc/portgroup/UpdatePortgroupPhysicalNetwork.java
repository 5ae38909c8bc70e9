package dev.fettle.rpc.portgroup;

import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import org.jspecify.annotations.Nullable;

/** Saves the physical network of a portgroup and of all its ports, in one transaction. */
@Rpc(method = "update_portgroup_physical_network", version = "1.62")
public record UpdatePortgroupPhysicalNetwork(
        Portgroup portgroup, @Nullable String newPhysicalNetwork) implements RpcRequest<Portgroup> {}

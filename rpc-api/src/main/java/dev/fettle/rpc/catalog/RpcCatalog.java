package dev.fettle.rpc.catalog;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.agent.ContinueInspection;
import dev.fettle.rpc.agent.DiscoverNode;
import dev.fettle.rpc.agent.GetNodeWithToken;
import dev.fettle.rpc.allocation.CreateAllocation;
import dev.fettle.rpc.allocation.DestroyAllocation;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import dev.fettle.rpc.driver.GetDriverProperties;
import dev.fettle.rpc.driver.GetDriverVendorPassthruMethods;
import dev.fettle.rpc.driver.GetRaidLogicalDiskProperties;
import dev.fettle.rpc.node.AddNodeTraits;
import dev.fettle.rpc.node.AttachVif;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.ContinueNodeClean;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import dev.fettle.rpc.node.ContinueNodeService;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DestroyNodeIf;
import dev.fettle.rpc.node.DetachVif;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.GetConsoleInformation;
import dev.fettle.rpc.node.GetIndicatorState;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import dev.fettle.rpc.node.GetSupportedBootDevices;
import dev.fettle.rpc.node.GetSupportedIndicators;
import dev.fettle.rpc.node.GetVirtualMedia;
import dev.fettle.rpc.node.InjectNmi;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.rpc.node.ListVifs;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.RemoveNodeTraits;
import dev.fettle.rpc.node.RescueNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.SetConsoleMode;
import dev.fettle.rpc.node.SetIndicatorState;
import dev.fettle.rpc.node.SetNodeMaintenance;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.UnrescueNode;
import dev.fettle.rpc.node.UpdateNode;
import dev.fettle.rpc.node.ValidateNode;
import dev.fettle.rpc.node.VendorPassthru;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import dev.fettle.rpc.port.UpdatePort;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroupPhysicalNetwork;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import dev.fettle.rpc.volume.UpdateVolumeConnector;
import dev.fettle.rpc.volume.UpdateVolumeTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that can be asked of a conductor: the listing of the RPC API. */
public final class RpcCatalog {
    /** Newest version of the API that we serve ({@code contract/rpc.md} section 1). */
    public static final String VERSION = "1.62";

    /** Namespace and newest version of our own methods ({@code contract/rpc.md} section 12). */
    public static final String OWN_NAMESPACE = "fettle";

    public static final String OWN_VERSION = "1.2";

    public static final List<Class<? extends RpcRequest<?>>> ALL = List.of(
            CreateNode.class,
            UpdateNode.class,
            PatchNode.class,
            SetNodeMaintenance.class,
            DestroyNode.class,
            DestroyNodeIf.class,
            ChangeNodePowerState.class,
            DeployNode.class,
            TearDownNode.class,
            DoProvisioningAction.class,
            CleanNode.class,
            ServiceNode.class,
            RescueNode.class,
            UnrescueNode.class,
            InspectNode.class,
            ContinueNodeDeploy.class,
            ContinueNodeClean.class,
            ContinueNodeService.class,
            ValidateNode.class,
            SetBootDevice.class,
            GetBootDevice.class,
            GetSupportedBootDevices.class,
            ChangeNodeBootMode.class,
            ChangeNodeSecureBoot.class,
            SetTargetRaidConfig.class,
            GetConsoleInformation.class,
            SetConsoleMode.class,
            InjectNmi.class,
            GetSupportedIndicators.class,
            GetIndicatorState.class,
            SetIndicatorState.class,
            AttachVirtualMedia.class,
            DetachVirtualMedia.class,
            GetVirtualMedia.class,
            VendorPassthru.class,
            GetNodeVendorPassthruMethods.class,
            AddNodeTraits.class,
            RemoveNodeTraits.class,
            AttachVif.class,
            DetachVif.class,
            ListVifs.class,
            CreatePort.class,
            UpdatePort.class,
            PatchPort.class,
            DestroyPort.class,
            CreateAllocation.class,
            DestroyAllocation.class,
            UpdatePortgroup.class,
            UpdatePortgroupPhysicalNetwork.class,
            PatchPortgroup.class,
            DestroyPortgroup.class,
            UpdateVolumeConnector.class,
            PatchVolumeConnector.class,
            DestroyVolumeConnector.class,
            UpdateVolumeTarget.class,
            PatchVolumeTarget.class,
            DestroyVolumeTarget.class,
            AgentHeartbeat.class,
            ContinueInspection.class,
            GetNodeWithToken.class,
            DiscoverNode.class,
            GetDriverProperties.class,
            DriverVendorPassthru.class,
            GetDriverVendorPassthruMethods.class,
            GetRaidLogicalDiskProperties.class);

    private record Key(String namespace, String method) {}

    private static final Map<Key, Class<? extends RpcRequest<?>>> BY_METHOD = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    type -> new Key(rpc(type).namespace(), rpc(type).method()), Function.identity()));

    private RpcCatalog() {}

    public static Optional<Class<? extends RpcRequest<?>>> find(String namespace, String method) {
        return Optional.ofNullable(BY_METHOD.get(new Key(namespace, method)));
    }

    /** The annotation of a request type; every one has it. */
    public static Rpc rpc(Class<?> type) {
        var rpc = type.getAnnotation(Rpc.class);
        if (rpc == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no @Rpc");
        }
        return rpc;
    }
}

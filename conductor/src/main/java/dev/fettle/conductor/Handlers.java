package dev.fettle.conductor;

import dev.fettle.conductor.agent.AgentCertificates;
import dev.fettle.conductor.agent.AgentHeartbeatHandler;
import dev.fettle.conductor.agent.GetNodeWithTokenHandler;
import dev.fettle.conductor.allocate.AllocationSearch;
import dev.fettle.conductor.allocate.CreateAllocationHandler;
import dev.fettle.conductor.allocate.DestroyAllocationHandler;
import dev.fettle.conductor.clean.CleanNodeHandler;
import dev.fettle.conductor.console.GetConsoleInformationHandler;
import dev.fettle.conductor.console.SetConsoleModeHandler;
import dev.fettle.conductor.deploy.DeployNodeHandler;
import dev.fettle.conductor.deploy.InstanceTraits;
import dev.fettle.conductor.deploy.TearDownNodeHandler;
import dev.fettle.conductor.driver.NewNodes;
import dev.fettle.conductor.inspect.ContinueInspectionHandler;
import dev.fettle.conductor.inspect.DiscoverNodeHandler;
import dev.fettle.conductor.inspect.InspectNodeHandler;
import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.management.AttachVirtualMediaHandler;
import dev.fettle.conductor.management.ChangeNodeBootModeHandler;
import dev.fettle.conductor.management.ChangeNodeSecureBootHandler;
import dev.fettle.conductor.management.DetachVirtualMediaHandler;
import dev.fettle.conductor.management.GetIndicatorStateHandler;
import dev.fettle.conductor.management.GetSupportedIndicatorsHandler;
import dev.fettle.conductor.management.GetVirtualMediaHandler;
import dev.fettle.conductor.management.InjectNmiHandler;
import dev.fettle.conductor.management.SetIndicatorStateHandler;
import dev.fettle.conductor.node.AddNodeTraitsHandler;
import dev.fettle.conductor.node.AttachVifHandler;
import dev.fettle.conductor.node.CreateNodeHandler;
import dev.fettle.conductor.node.DestroyNodeHandler;
import dev.fettle.conductor.node.DestroyNodeIfHandler;
import dev.fettle.conductor.node.DetachVifHandler;
import dev.fettle.conductor.node.GetDriverPropertiesHandler;
import dev.fettle.conductor.node.ListVifsHandler;
import dev.fettle.conductor.node.PatchNodeHandler;
import dev.fettle.conductor.node.RemoveNodeTraitsHandler;
import dev.fettle.conductor.node.SetNodeMaintenanceHandler;
import dev.fettle.conductor.node.UpdateNodeHandler;
import dev.fettle.conductor.node.ValidateNodeHandler;
import dev.fettle.conductor.power.ChangeNodePowerStateHandler;
import dev.fettle.conductor.power.GetBootDeviceHandler;
import dev.fettle.conductor.power.GetSupportedBootDevicesHandler;
import dev.fettle.conductor.power.SetBootDeviceHandler;
import dev.fettle.conductor.provision.ContinueNodeCleanHandler;
import dev.fettle.conductor.provision.ContinueNodeDeployHandler;
import dev.fettle.conductor.provision.ContinueNodeServiceHandler;
import dev.fettle.conductor.provision.DoProvisioningActionHandler;
import dev.fettle.conductor.raid.GetRaidLogicalDiskPropertiesHandler;
import dev.fettle.conductor.raid.SetTargetRaidConfigHandler;
import dev.fettle.conductor.rescue.RescueNodeHandler;
import dev.fettle.conductor.rescue.UnrescueNodeHandler;
import dev.fettle.conductor.service.ServiceNodeHandler;
import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.Reads;
import dev.fettle.conductor.step.Release;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.conductor.step.Waker;
import dev.fettle.conductor.step.Workers;
import dev.fettle.conductor.vendor.DriverVendorPassthruHandler;
import dev.fettle.conductor.vendor.GetDriverVendorPassthruMethodsHandler;
import dev.fettle.conductor.vendor.GetNodeVendorPassthruMethodsHandler;
import dev.fettle.conductor.vendor.VendorPassthruHandler;
import dev.fettle.config.AgentOptions;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.inspection.DiscoveryStore;
import dev.fettle.db.inspection.InspectionStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.rpc.RpcHandlers;
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
import java.nio.file.Path;

/** Who serves which request: all that can be asked of a conductor. */
final class Handlers {
    private Handlers() {}

    static RpcHandlers of(
            TaskTools tools,
            Starter starter,
            StateChange states,
            Waker waker,
            Release release,
            NodeEdits edits,
            AllocationStore allocations,
            AllocationSearch search,
            InspectionStore inspections,
            DiscoveryStore discoveries,
            NodeParts parts,
            InstanceTraits traits,
            NodeQueue queue,
            Workers workers,
            String host) {
        var nodes = tools.nodes();
        var drivers = tools.drivers();
        var config = tools.config();
        var reads = new Reads(tools);
        var newNodes = new NewNodes(drivers, config);
        var admission = new Admission(nodes, config);
        var certificates = new AgentCertificates(Path.of(config.get(AgentOptions.CERTIFICATES_PATH)));
        var destroy = new DestroyNodeHandler(edits, config);
        return PartHandlers.add(new RpcHandlers(), parts, queue)
                .on(CreateNode.class, new CreateNodeHandler(nodes, newNodes))
                .on(UpdateNode.class, new UpdateNodeHandler(edits, drivers))
                .on(PatchNode.class, new PatchNodeHandler(edits, drivers))
                .on(SetNodeMaintenance.class, new SetNodeMaintenanceHandler(edits, config))
                .on(DestroyNode.class, destroy)
                .on(DestroyNodeIf.class, new DestroyNodeIfHandler(destroy))
                .on(ValidateNode.class, new ValidateNodeHandler(reads, traits::validate))
                .on(AddNodeTraits.class, new AddNodeTraitsHandler(edits))
                .on(RemoveNodeTraits.class, new RemoveNodeTraitsHandler(edits))
                .on(ChangeNodePowerState.class, new ChangeNodePowerStateHandler(starter, tools))
                .on(SetBootDevice.class, new SetBootDeviceHandler(starter, tools))
                .on(GetBootDevice.class, new GetBootDeviceHandler(reads))
                .on(GetSupportedBootDevices.class, new GetSupportedBootDevicesHandler(reads))
                .on(DeployNode.class, new DeployNodeHandler(starter, tools, admission, traits))
                .on(TearDownNode.class, new TearDownNodeHandler(starter, tools, admission))
                .on(CleanNode.class, new CleanNodeHandler(starter, tools, admission))
                .on(ServiceNode.class, new ServiceNodeHandler(starter, tools))
                .on(RescueNode.class, new RescueNodeHandler(starter, tools))
                .on(UnrescueNode.class, new UnrescueNodeHandler(starter, tools))
                .on(InspectNode.class, new InspectNodeHandler(starter, tools))
                .on(
                        DoProvisioningAction.class,
                        new DoProvisioningActionHandler(tools, starter, release, edits, states, host))
                .on(ContinueNodeDeploy.class, new ContinueNodeDeployHandler(waker))
                .on(ContinueNodeClean.class, new ContinueNodeCleanHandler(waker))
                .on(ContinueNodeService.class, new ContinueNodeServiceHandler(waker))
                .on(AttachVif.class, new AttachVifHandler(reads))
                .on(DetachVif.class, new DetachVifHandler(reads))
                .on(ListVifs.class, new ListVifsHandler(reads))
                .on(CreateAllocation.class, new CreateAllocationHandler(allocations, search, nodes, queue))
                .on(DestroyAllocation.class, new DestroyAllocationHandler(allocations, queue))
                .on(
                        AgentHeartbeat.class,
                        new AgentHeartbeatHandler(reads, nodes, waker, certificates, config, tools.clock()))
                .on(ContinueInspection.class, new ContinueInspectionHandler(inspections, queue, waker, config))
                .on(DiscoverNode.class, new DiscoverNodeHandler(discoveries, newNodes, starter, config))
                .on(GetNodeWithToken.class, new GetNodeWithTokenHandler(reads, edits))
                .on(ChangeNodeBootMode.class, new ChangeNodeBootModeHandler(starter, tools))
                .on(ChangeNodeSecureBoot.class, new ChangeNodeSecureBootHandler(starter, tools))
                .on(InjectNmi.class, new InjectNmiHandler(starter, tools))
                .on(GetSupportedIndicators.class, new GetSupportedIndicatorsHandler(reads))
                .on(GetIndicatorState.class, new GetIndicatorStateHandler(reads))
                .on(SetIndicatorState.class, new SetIndicatorStateHandler(starter, tools))
                .on(AttachVirtualMedia.class, new AttachVirtualMediaHandler(starter, tools))
                .on(DetachVirtualMedia.class, new DetachVirtualMediaHandler(starter, tools))
                .on(GetVirtualMedia.class, new GetVirtualMediaHandler(reads))
                .on(SetTargetRaidConfig.class, new SetTargetRaidConfigHandler(edits, tools))
                .on(GetConsoleInformation.class, new GetConsoleInformationHandler(reads))
                .on(SetConsoleMode.class, new SetConsoleModeHandler(starter, tools))
                .on(VendorPassthru.class, new VendorPassthruHandler(starter, tools, workers))
                .on(GetNodeVendorPassthruMethods.class, new GetNodeVendorPassthruMethodsHandler(reads))
                .on(DriverVendorPassthru.class, new DriverVendorPassthruHandler(drivers, config, workers))
                .on(GetDriverVendorPassthruMethods.class, new GetDriverVendorPassthruMethodsHandler(drivers))
                .on(GetRaidLogicalDiskProperties.class, new GetRaidLogicalDiskPropertiesHandler(drivers))
                .on(GetDriverProperties.class, new GetDriverPropertiesHandler(drivers));
    }
}

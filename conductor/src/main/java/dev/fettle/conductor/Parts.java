package dev.fettle.conductor;

import dev.fettle.conductor.abort.AbortFlow;
import dev.fettle.conductor.adopt.AdoptFlow;
import dev.fettle.conductor.allocate.AllocationSearch;
import dev.fettle.conductor.clean.CleanFlow;
import dev.fettle.conductor.clean.CleaningRunbook;
import dev.fettle.conductor.console.ConsoleFlow;
import dev.fettle.conductor.deploy.DeployFlow;
import dev.fettle.conductor.deploy.DeployTemplates;
import dev.fettle.conductor.deploy.InstanceTraits;
import dev.fettle.conductor.deploy.TearDownFlow;
import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.conductor.inspect.InspectFlow;
import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.Pause;
import dev.fettle.conductor.management.ManagementFlows;
import dev.fettle.conductor.membership.Lease;
import dev.fettle.conductor.membership.Membership;
import dev.fettle.conductor.membership.Ownership;
import dev.fettle.conductor.node.NodeRules;
import dev.fettle.conductor.power.BootDeviceFlow;
import dev.fettle.conductor.power.PowerFlow;
import dev.fettle.conductor.rescue.RescueFlow;
import dev.fettle.conductor.rescue.UnrescueFlow;
import dev.fettle.conductor.rule.InspectionRulesStep;
import dev.fettle.conductor.service.ServiceFlow;
import dev.fettle.conductor.step.ChildStepFlow;
import dev.fettle.conductor.step.ChildSteps;
import dev.fettle.conductor.step.Endings;
import dev.fettle.conductor.step.Flows;
import dev.fettle.conductor.step.Journal;
import dev.fettle.conductor.step.OperationRunner;
import dev.fettle.conductor.step.Release;
import dev.fettle.conductor.step.Running;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.conductor.step.Waker;
import dev.fettle.conductor.step.Workers;
import dev.fettle.conductor.sync.PowerDifference;
import dev.fettle.conductor.sync.PowerRecovery;
import dev.fettle.conductor.sync.PowerSync;
import dev.fettle.conductor.takeover.Deadlines;
import dev.fettle.conductor.takeover.InstanceTakeover;
import dev.fettle.conductor.takeover.InstanceTakeoverFlow;
import dev.fettle.conductor.takeover.Takeover;
import dev.fettle.conductor.vendor.VendorFlow;
import dev.fettle.conductor.verify.VerifyFlow;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.inspection.DiscoveryStore;
import dev.fettle.db.inspection.InspectionStore;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.db.port.PortStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.RpcHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of a conductor, wired. */
record Parts(
        Membership membership,
        Ownership ownership,
        RpcHandlers handlers,
        Workers workers,
        Running running,
        Takeover takeover,
        Deadlines deadlines,
        AllocationSearch allocations,
        PowerSync powerSync,
        PowerRecovery powerRecovery,
        InstanceTakeover instances,
        Runnable historyPurge) {

    /** Flows that need nothing but their task. */
    private static final List<dev.fettle.conductor.step.Flow> FLOWS = List.of(
            VerifyFlow.flow(),
            DeployFlow.deploy(),
            DeployFlow.rebuild(),
            TearDownFlow.flow(),
            PowerFlow.flow(),
            BootDeviceFlow.flow(),
            ConsoleFlow.flow(),
            AdoptFlow.flow(),
            RescueFlow.flow(),
            UnrescueFlow.flow(),
            ServiceFlow.flow(),
            ChildStepFlow.flow(),
            AbortFlow.flow(Map.of(
                    ProvisionState.CLEAN_WAIT, CleanFlow.givenUp(),
                    ProvisionState.CLEAN_HOLD, CleanFlow.givenUp(),
                    ProvisionState.DEPLOY_WAIT, DeployFlow.givenUp(),
                    ProvisionState.DEPLOY_HOLD, TearDownFlow.givenUp(),
                    ProvisionState.SERVICE_WAIT, ServiceFlow.givenUp(),
                    ProvisionState.SERVICE_HOLD, ServiceFlow.givenUp(),
                    ProvisionState.SERVICE_FAILED, ServiceFlow.givenUp(),
                    ProvisionState.RESCUE_WAIT, RescueFlow.givenUp(),
                    ProvisionState.INSPECT_WAIT, InspectFlow.givenUp())));

    private static List<dev.fettle.conductor.step.Flow> flows(
            Database database, DriverCatalog drivers, Membership membership) {
        var all = new ArrayList<>(FLOWS);
        all.add(InstanceTakeoverFlow.flow(membership::id));
        var rules = new InspectionRulesStep(
                new ResourceStore(database, Resources.INSPECTION_RULE_TABLE),
                new InventoryStore(database),
                (before, after) -> new NodeRules(drivers).updated(before, after, false),
                new OutboundHttp());
        all.add(InspectFlow.flow(rules));
        all.add(InspectFlow.discovered(rules));
        all.addAll(CleanFlow.all(new CleaningRunbook(new ResourceStore(database, Resources.RUNBOOK_TABLE))));
        all.addAll(ManagementFlows.all());
        all.addAll(VendorFlow.all());
        return all;
    }

    static Parts wire(
            Configuration config, Database database, StateChange states, Clock clock, Pause pause, Lease lease) {
        var host = ConductorServer.hostOf(config);
        var drivers = DriverCatalog.load(config);
        var nodes = new NodeStore(database);
        var ports = new PortStore(database);
        var operations = new OperationStore(database);
        var conductors = new ConductorStore(database);
        var queue = new NodeQueue(ConductorServer.patience(config), System::nanoTime);
        var tools = new TaskTools(nodes, ports, HardwareStore.of(database), drivers, config, lease, clock, pause);
        var running = new Running();
        var workers = new Workers(
                config.get(ConductorOptions.WORKERS_POOL_SIZE),
                config.get(ConductorOptions.RESERVED_WORKERS_POOL_PERCENTAGE));
        var membership = new Membership(
                conductors,
                lease,
                config.get(ConductorOptions.HEARTBEAT_TIMEOUT),
                host,
                config.get(ConductorOptions.CONDUCTOR_GROUP).toLowerCase(Locale.ROOT),
                registration(drivers));
        var flows = new Flows(flows(database, drivers, membership));
        var endings = new Endings(operations, flows, states, tools, queue, host);
        var children = new ChildSteps(operations, nodes, tools, queue, host);
        var runner = new OperationRunner(flows, new Journal(operations, clock), endings, children, running);
        var starter = new Starter(operations, flows, states, tools, runner, workers, queue, running, membership);
        var release = new Release(operations, states, tools, starter, workers, queue, host);
        var waker = new Waker(operations, flows, states, tools, starter, workers, host);
        var edits = new NodeEdits(nodes, queue);
        var ownership = new Ownership(conductors, host, config);
        var difference = new PowerDifference(tools, starter, host);
        var allocations = new AllocationStore(database);
        var search = new AllocationSearch(allocations, membership, workers, tools);
        var templates = new DeployTemplates(new ResourceStore(database, Resources.DEPLOY_TEMPLATE_TABLE));
        var traits = new InstanceTraits(templates);
        var handlers = Handlers.of(
                tools,
                starter,
                states,
                waker,
                release,
                edits,
                allocations,
                search,
                new InspectionStore(database),
                new DiscoveryStore(database),
                NodeParts.of(database),
                traits,
                queue,
                workers,
                host);
        return new Parts(
                membership,
                ownership,
                handlers,
                workers,
                running,
                new Takeover(operations, nodes, membership, starter, workers, running),
                new Deadlines(operations, waker),
                search,
                new PowerSync(tools, ownership, difference),
                new PowerRecovery(tools, ownership, difference),
                new InstanceTakeover(tools, membership, ownership, starter),
                () -> new HistoryStore(database)
                        .purge(config.get(ConductorOptions.NODE_HISTORY_MAX_ENTRIES), Duration.ZERO));
    }

    /** What is written into the membership tables: every enabled interface of every hardware type. */
    private static List<HardwareInterface> registration(DriverCatalog drivers) {
        var rows = new ArrayList<HardwareInterface>();
        for (var type : drivers.hardwareTypes()) {
            for (var kind : InterfaceKind.values()) {
                var usual = drivers.defaultInterface(type, kind);
                drivers.enabledFor(type, kind)
                        .forEach(name -> rows.add(new HardwareInterface(type, kind.word(), name, name.equals(usual))));
            }
        }
        return rows;
    }
}

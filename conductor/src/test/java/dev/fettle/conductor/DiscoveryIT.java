package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.AutoDiscoveryOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.ConfigurationException;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.Database;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.inspection.Discovery;
import dev.fettle.db.inspection.DiscoveryStore;
import dev.fettle.db.inspection.Findings;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.agent.DiscoverNode;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Machines that nobody knows and whose agents report. */
class DiscoveryIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;
    private static PortStore ports;

    @BeforeAll
    static void start() {
        transport = new LocalTransport(Configuration.defaults());
        nodes = new NodeStore(POSTGRES.database());
        ports = new PortStore(POSTGRES.database());
        conductor = started(POSTGRES.database(), transport, config());
        new ResourceStore(POSTGRES.database(), Resources.INSPECTION_RULE_TABLE)
                .insert(Values.none(InspectionRuleFields.TABLE)
                        .with(InspectionRuleFields.UUID, UUID.randomUUID())
                        .with(InspectionRuleFields.PRIORITY, 1L)
                        .with(
                                InspectionRuleFields.CONDITIONS,
                                List.of(Map.of(
                                        "op", "eq", "args", List.of(List.of("{plugin_data[auto_discovered]}", true)))))
                        .with(
                                InspectionRuleFields.ACTIONS,
                                List.of(
                                        Map.of(
                                                "op",
                                                "set-attribute",
                                                "args",
                                                List.of("driver_info/address", "{inventory[bmc_address]}")),
                                        Map.of("op", "extend-attribute", "args", List.of("extra/rules", "applied")))));
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void unknownMachine_isEnrolledWithPortsFindingsAndRules() {
        var boots = mac();
        var other = mac();

        var made = discover(report(boots, other), Map.of("boot_interface", boots, "logs", "x"), true);

        var node = ruled(made.uuid());
        assertThat(made.internalText("agent_secret_token")).hasSize(43);
        assertThat(node.internalText("agent_secret_token")).isEqualTo(made.internalText("agent_secret_token"));
        assertThat(node.provisionState()).isEqualTo(ProvisionState.ENROLL);
        assertThat(node.driver()).isEqualTo("fake-hardware");
        assertThat(node.properties()).containsEntry("cpu_arch", "x86_64");
        assertThat(node.driverInfo()).containsEntry("address", "192.0.2.9");
        assertThat(node.require(NodeFields.EXTRA)).isEqualTo(Map.of("rules", List.of("applied")));
        assertThat(node.get(NodeFields.LAST_ERROR)).isNull();
        assertThat(node.internalInfo()).doesNotContainKey("inspection_report");
        assertThat(ports.ofNode(node.uuid())).extracting(Port::address).containsExactly(boots);
        var found = new InventoryStore(POSTGRES.database()).find(node.id()).orElseThrow();
        assertThat(found.inventory()).containsKey("interfaces");
        assertThat(found.pluginData()).isEqualTo(Map.of("boot_interface", boots, "auto_discovered", true));
    }

    @Test
    void sameMachineAgain_isTheSameNode_andItsTokenIsNotToldTwice() {
        var one = mac();
        var two = mac();
        var made = discover(report(one, two), Map.of(), true);
        ruled(made.uuid());

        var again = discover(report(two, one), Map.of(), true);

        assertThat(again.uuid()).isEqualTo(made.uuid());
        assertThat(again.internalText("agent_secret_token")).isEqualTo("******");
        assertThat(ruled(made.uuid()).require(NodeFields.EXTRA)).isEqualTo(Map.of("rules", List.of("applied")));
    }

    @Test
    void sameMachineManyTimesAtOnce_isOneNode() throws Exception {
        var one = mac();
        var two = mac();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Node> call = () -> discover(report(one, two), Map.of(), true);

            var made = threads.invokeAll(Stream.generate(() -> call).limit(16).toList()).stream()
                    .map(DiscoveryIT::result)
                    .toList();

            assertThat(made).extracting(Node::uuid).containsOnly(made.getFirst().uuid());
            assertThat(made)
                    .extracting(node -> node.internalText("agent_secret_token"))
                    .filteredOn(token -> !"******".equals(token))
                    .as("tokens that were told")
                    .hasSize(1);
        }
    }

    @Test
    void machineWithoutPorts_isKnownAgainAllTheSame() {
        try (var wire = new LocalTransport(Configuration.defaults())) {
            var without = started(
                    POSTGRES.database(),
                    wire,
                    config().with(DefaultOptions.HOST, "cond-2").with(InspectorOptions.ADD_PORTS, "disabled"));
            var mac = mac();

            var made = discover(wire, "cond-2", report(mac), Map.of(), false);
            var again = discover(wire, "cond-2", report(mac), Map.of(), false);

            assertThat(ports.ofNode(made.uuid())).isEmpty();
            assertThat(again.uuid()).isEqualTo(made.uuid());
            without.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void addressOfAnotherNode_is404() {
        var ofPort = mac();
        var enrolled = discover(report(ofPort, mac()), Map.of(), false);
        var manageable = discover(report(mac()), Map.of("boot_interface", "none"), false);
        ruled(manageable.uuid());
        nodes.edit(manageable.uuid(), node -> node.with(NodeFields.PROVISION_STATE, "manageable"));
        var ofManageable = mac();
        ports.insert(new Port(Values.none(PortFields.TABLE)
                .with(PortFields.UUID, UUID.randomUUID())
                .with(PortFields.NODE_UUID, manageable.uuid())
                .with(PortFields.ADDRESS, ofManageable)));
        var before = count();

        for (var report : List.of(report(ofPort), report(ofPort, mac()), report(ofManageable))) {
            assertStatus(404, report, Map.of());
        }

        assertThat(count()).isEqualTo(before);
        assertThat(ruled(enrolled.uuid()).provisionState()).isEqualTo(ProvisionState.ENROLL);
    }

    @Test
    void badReport_enrollsNothing() {
        var before = count();

        assertStatus(400, report(mac()), Map.of("error", "no disks"));
        assertStatus(400, Map.of("interfaces", List.of(Map.of("name", "lo", "mac_address", mac()))), Map.of());
        assertStatus(413, report(mac()), Map.of("junk", "x".repeat(1 << 20)));

        assertThat(count()).isEqualTo(before);
    }

    @Test
    void flood_endsAtTheLimit_andGoesOnWhenSomebodyTookThemOn() {
        var url = PostgresServer.freshDatabase();
        try (var own = Database.open(url, Configuration.defaults());
                var wire = new LocalTransport(Configuration.defaults())) {
            var small = started(own, wire, config().with(AutoDiscoveryOptions.MAX_WAITING, "3"));
            var store = new NodeStore(own);
            var first = discover(wire, HOST, report(mac()), Map.of(), false);
            discover(wire, HOST, report(mac()), Map.of(), false);
            discover(wire, HOST, report(mac()), Map.of(), false);

            assertThatThrownBy(() -> discover(wire, HOST, report(mac()), Map.of(), false))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.status()).isEqualTo(503));

            assertThat(store.count(List.of())).isEqualTo(3);
            Await.until(
                    "free",
                    Duration.ofSeconds(20),
                    () -> store.find(first.uuid()).orElseThrow().get(NodeFields.RESERVATION) == null);
            store.edit(first.uuid(), node -> node.with(NodeFields.PROVISION_STATE, "manageable"));
            discover(wire, HOST, report(mac()), Map.of(), false);
            assertThat(store.count(List.of())).isEqualTo(4);
            small.stop(Duration.ofSeconds(5));
        } finally {
            PostgresServer.drop(url);
        }
    }

    @Test
    void conductorThatDiesBeforeTheRules_leavesThemToTheNextReport() {
        var mac = mac();
        var node = Node.of(Values.none(NodeFields.TABLE)
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.PROVISION_STATE, "enroll")
                .with(NodeFields.DRIVER_INTERNAL_INFO, Map.of("inspection_report", Map.of())));
        var found = new Findings(
                Optional.of(new Inventory(Map.of("bmc_address", "192.0.2.9"), Map.of("auto_discovered", true))),
                List.of(mac),
                null);
        assertThat(new DiscoveryStore(POSTGRES.database()).enroll(node, List.of(mac), found, 1000))
                .isInstanceOf(Discovery.Enrolled.class);

        discover(report(mac), Map.of(), false);

        assertThat(ruled(node.uuid()).require(NodeFields.EXTRA)).isEqualTo(Map.of("rules", List.of("applied")));
    }

    @Test
    void switchedOff_is404_andOnWithoutADriverStopsTheStart() {
        try (var wire = new LocalTransport(Configuration.defaults())) {
            var off = started(
                    POSTGRES.database(),
                    wire,
                    config().with(DefaultOptions.HOST, "cond-3").with(AutoDiscoveryOptions.ENABLED, "false"));
            assertThatThrownBy(() -> discover(wire, "cond-3", report(mac()), Map.of(), false))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.status()).isEqualTo(404));
            off.stop(Duration.ofSeconds(5));
            assertThatThrownBy(() -> new ConductorServer(
                            config().with(AutoDiscoveryOptions.DRIVER, ""),
                            POSTGRES.database(),
                            wire,
                            Clock.systemUTC()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("[auto_discovery] enabled is true, but driver is not set");
        }
    }

    private static Node result(Future<Node> call) {
        return call.resultNow();
    }

    private static void assertStatus(int status, Map<String, Object> inventory, Map<String, Object> pluginData) {
        assertThatThrownBy(() -> discover(inventory, pluginData, true))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).as(fault.text()).isEqualTo(status));
    }

    private static long count() {
        return nodes.count(List.of());
    }

    /** The node when rules were applied to it. */
    private static Node ruled(UUID uuid) {
        Await.until("rules were applied", Duration.ofSeconds(20), () -> {
            var node = nodes.find(uuid).orElseThrow();
            return node.get(NodeFields.RESERVATION) == null
                    && !node.internalInfo().containsKey("inspection_report");
        });
        return nodes.find(uuid).orElseThrow();
    }

    private static Map<String, Object> report(String... macs) {
        var nics = Stream.of(macs)
                .map(mac -> Map.of("name", "eth", "mac_address", mac, "ipv4_address", "192.0.2.1"))
                .toList();
        return Map.of("interfaces", nics, "cpu", Map.of("architecture", "x86_64"), "bmc_address", "192.0.2.9");
    }

    private static Node discover(Map<String, Object> inventory, Map<String, Object> pluginData, boolean withToken) {
        return discover(transport, HOST, inventory, pluginData, withToken);
    }

    private static Node discover(
            LocalTransport wire,
            String host,
            Map<String, Object> inventory,
            Map<String, Object> pluginData,
            boolean withToken) {
        return Objects.requireNonNull(wire.call(
                RpcTarget.host(host),
                new DiscoverNode(UUID.randomUUID(), inventory, pluginData, withToken),
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20)));
    }

    private static ConductorServer started(Database database, LocalTransport wire, Configuration config) {
        var server = new ConductorServer(config, database, wire, Clock.systemUTC());
        server.start();
        return server;
    }

    private static Configuration config() {
        return Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake,agent")
                .with(AutoDiscoveryOptions.ENABLED, "true")
                .with(AutoDiscoveryOptions.DRIVER, "fake-hardware");
    }

    private static String mac() {
        var random = ThreadLocalRandom.current();
        return "52:54:%02x:%02x:%02x:%02x"
                .formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}

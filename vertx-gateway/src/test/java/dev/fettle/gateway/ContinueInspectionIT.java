package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.AutoDiscoveryOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.rpc.agent.ContinueInspection;
import dev.fettle.rpc.agent.DiscoverNode;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents report: whose it is, and in which versions. */
class ContinueInspectionIT {
    private static final String PATH = "/v1/continue_inspection";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;
    private static NodeStore nodes;
    private static PortStore ports;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        nodes = new NodeStore(POSTGRES.database());
        ports = new PortStore(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void oldAgent_foundByItsPorts() {
        var node = node("inspect wait", Map.of());
        var mac = port(node);

        var reply = gateway.send("POST", PATH, "", """
            {"inventory": {"interfaces": [{"mac_address": "%s"}, {"mac_address": "x"}], "cpu": {}}, "root_disk": {"name": "a"},
             "error": null}\
            """.formatted(mac.toUpperCase(java.util.Locale.ROOT)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().toString()).isEqualTo("{\"uuid\":\"" + node.uuid() + "\"}");
        var handed = handedOver(node);
        assertThat(handed.inventory()).containsKey("interfaces");
        assertThat(handed.pluginData()).isEqualTo(Map.of("root_disk", Map.of("name", "a")));
    }

    @Test
    void newAgent_getsItsToken() {
        var node = node("inspect wait", Map.of());

        var reply = gateway.send("POST", PATH + "?node_uuid=" + node.uuid(), "1.84", report(mac(), "null"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().get("node").get("uuid").asText())
                .isEqualTo(node.uuid().toString());
        assertThat(reply.json().get("config").get("agent_token").asText()).isEqualTo(TestConductor.TOKEN);
        assertThat(handedOver(node)).isNotNull();
    }

    @Test
    void foundByItsBmc() {
        var address = "192.0.2." + ThreadLocalRandom.current().nextInt(1, 255);
        var node = node("inspect wait", Map.of("lookup_bmc_addresses", List.of("2001:db8::1", address)));
        node("manageable", Map.of("lookup_bmc_addresses", List.of(address)));

        var reply = gateway.send("POST", PATH, "1.1", report(mac(), "\"" + address + "\""));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().get("uuid").asText()).isEqualTo(node.uuid().toString());
    }

    @Test
    void nobodysReport_is404AndTellsNothing() {
        var waiting = node("inspect wait", Map.of());
        var other = node("inspect wait", Map.of());
        var resting = node("manageable", Map.of());
        var ofResting = port(resting);
        var ofOther = port(other);
        var both = "{\"inventory\":{\"interfaces\":[{\"mac_address\":\"%s\"},{\"mac_address\":\"%s\"}]}}"
                .formatted(port(waiting), ofOther);

        for (var reply : List.of(
                gateway.send("POST", PATH, "1.1", report(mac(), "null")),
                gateway.send("POST", PATH, "1.1", report(ofResting, "null")),
                gateway.send("POST", PATH, "1.1", both),
                gateway.send("POST", PATH + "?node_uuid=" + waiting.uuid(), "1.84", report(ofOther, "null")),
                gateway.send("POST", PATH + "?node_uuid=" + UUID.randomUUID(), "1.84", report(mac(), "null")))) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.fault()).isEqualTo("Resource could not be found.");
        }
        assertThat(gateway.conductor().asked())
                .noneMatch(it -> it instanceof ContinueInspection report
                        && List.of(waiting.uuid(), other.uuid(), resting.uuid()).contains(report.nodeId()));
    }

    @Test
    void unknownMachine_isHandedOverToBeEnrolled_whereThatIsWanted() {
        var config = Configuration.defaults()
                .with(AutoDiscoveryOptions.ENABLED, "true")
                .with(AutoDiscoveryOptions.DRIVER, "fake-hardware");
        var waiting = node("inspect wait", Map.of());
        var found = node("enroll", Map.of("discovered_addresses", List.of("any")));
        var resting = node("enroll", Map.of());
        try (var open = new GatewayTesting(POSTGRES.database(), config)) {
            var old = open.send("POST", PATH, "1.1", report(mac(), "null"));
            assertThat(old.status()).as(old.text()).isEqualTo(202);
            assertThat(old.json().properties().stream().map(Map.Entry::getKey)).containsExactly("uuid");

            var token = open.send("POST", PATH, "1.84", report(mac(), "null"));
            assertThat(token.status()).as(token.text()).isEqualTo(202);
            assertThat(token.json().at("/config/agent_token").asText()).isEqualTo(TestConductor.TOKEN);

            assertThat(open.send("POST", PATH, "1.1", report(port(found), "null"))
                            .status())
                    .as("one that was found before")
                    .isEqualTo(202);
            assertThat(discovered(open)).extracting(DiscoverNode::withToken).containsExactly(false, true, false);
            assertThat(discovered(open).getFirst().inventory()).containsKey("interfaces");
            assertThat(discovered(open).getFirst().nodeId())
                    .isEqualTo(UUID.fromString(old.json().get("uuid").asText()));

            for (var refused : List.of(
                    open.send("POST", PATH, "1.1", report(port(resting), "null")),
                    open.send("POST", PATH + "?node_uuid=" + UUID.randomUUID(), "1.84", report(mac(), "null")),
                    open.send("POST", PATH + "?node_uuid=" + found.uuid(), "1.84", report(mac(), "null")))) {
                assertThat(refused.status()).isEqualTo(404);
            }
            assertThat(open.send("POST", PATH, "1.1", report(port(waiting), "null"))
                            .status())
                    .isEqualTo(202);
            assertThat(discovered(open)).hasSize(3);
        }
    }

    private static List<DiscoverNode> discovered(GatewayTesting gateway) {
        return gateway.conductor().asked().stream()
                .filter(DiscoverNode.class::isInstance)
                .map(DiscoverNode.class::cast)
                .toList();
    }

    @Test
    void versions() {
        var node = node("inspect wait", Map.of());
        var mac = port(node);

        assertThat(gateway.send("POST", PATH, "1.2", report(mac, "null")).status())
                .isEqualTo(404);
        assertThat(gateway.send("POST", PATH, "1.83", report(mac, "null")).status())
                .isEqualTo(404);
        assertThat(gateway.send("POST", PATH + "?node_uuid=" + node.uuid(), "1.1", report(mac, "null"))
                        .status())
                .isEqualTo(404);
        assertThat(gateway.send("POST", PATH, "1.84", report(mac, "null")).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"inventory\":7}",
                "{\"inventory\":{}}",
                "{\"inventory\":{\"interfaces\":[]}}",
                "{\"inventory\":{\"interfaces\":[7]}}",
                "{\"inventory\":{\"interfaces\":[{}]}}",
                "{\"inventory\":{\"interfaces\":[{\"mac_address\":7}]}}",
                "{\"inventory\":{\"interfaces\":[{\"mac_address\":\"x\"}]}}",
                "{\"inventory\":{\"interfaces\":[{\"mac_address\":\"aa:bb:cc:dd:ee:ff\"}],\"bmc_address\":7}}"
            })
    void badReport(String body) {
        var reply = gateway.send("POST", PATH, "1.1", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void largeReportsAreTaken_tooLargeOnesNot() {
        var node = node("inspect wait", Map.of());
        var mac = port(node);
        var body = "{\"inventory\":{\"interfaces\":[{\"mac_address\":\"%s\"}]},\"logs\":\"%s\"}";

        assertThat(gateway.send("POST", PATH, "1.1", body.formatted(mac, "x".repeat(2 << 20)))
                        .status())
                .isEqualTo(202);
        assertThat(gateway.send("POST", PATH, "1.1", body.formatted(mac, "x".repeat(17 << 20)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void turnedOff_is403() {
        var config = Configuration.defaults().with(ApiOptions.ENABLE_RAMDISK_ENDPOINTS, "false");
        try (var closed = new GatewayTesting(POSTGRES.database(), config)) {
            assertThat(closed.send("POST", PATH, "1.1", report(mac(), "null")).status())
                    .isEqualTo(403);
        }
    }

    private static ContinueInspection handedOver(Node node) {
        return gateway.conductor().asked().stream()
                .filter(ContinueInspection.class::isInstance)
                .map(ContinueInspection.class::cast)
                .filter(it -> it.nodeId().equals(node.uuid()))
                .findFirst()
                .orElseThrow();
    }

    private static String report(String mac, String bmc) {
        return "{\"inventory\":{\"interfaces\":[{\"mac_address\":\"%s\"}],\"bmc_address\":%s}}".formatted(mac, bmc);
    }

    private static Node node(String state, Map<String, Object> internal) {
        return nodes.insert(Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.DRIVER_INTERNAL_INFO, internal)
                .with(NodeFields.PROVISION_STATE, state));
    }

    private static String port(Node node) {
        var mac = mac();
        ports.insert(new Port(Values.none(PortFields.TABLE)
                .with(PortFields.UUID, UUID.randomUUID())
                .with(PortFields.NODE_UUID, node.uuid())
                .with(PortFields.ADDRESS, mac)));
        return mac;
    }

    private static String mac() {
        var random = ThreadLocalRandom.current();
        return "52:54:%02x:%02x:%02x:%02x"
                .formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}

package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.testing.PostgresServer;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, drivers, conductors, and what agents call. */
class PortsIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void port_lifeCycle() {
        var node = node();
        var mac = mac();

        var created =
                gateway.send("POST", "/v1/ports", NEWEST, """
                {"node_uuid": "%s", "address": "%s", "extra": {"a": 1}, "physical_network": "net"}""".formatted(node, mac.toUpperCase(java.util.Locale.ROOT)));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var port = created.json();
        var path = "/v1/ports/" + port.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(port.get("address").asText()).isEqualTo(mac);
        assertThat(port.get("node_uuid").asText()).isEqualTo(node.toString());
        assertThat(port.get("pxe_enabled").asBoolean()).isTrue();
        assertThat(port.has("node_ident")).isFalse();
        assertThat(gateway.get(path, NEWEST).json()).isEqualTo(port);
        assertThat(gateway.get(path, "1.20").json().has("physical_network")).isFalse();
        assertThat(gateway.get("/v1/nodes/" + node + "/ports/detail", NEWEST)
                        .json()
                        .get("ports")
                        .get(0))
                .isEqualTo(port);
        assertThat(gateway.get("/v1/ports?address=" + mac, NEWEST)
                        .json()
                        .get("ports")
                        .get(0)
                        .size())
                .isEqualTo(3);
        assertThat(gateway.get("/v1/ports?node=" + node + "&limit=1", NEWEST)
                        .json()
                        .get("next")
                        .asText())
                .startsWith(gateway.url() + "/v1/ports?sort_key=id&sort_dir=asc&fields=uuid,address&limit=1&marker=");
        var patched = gateway.send("PATCH", path, NEWEST, "[{\"op\":\"add\",\"path\":\"/extra/b\",\"value\":2}]");
        assertThat(patched.json().get("extra").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(gateway.send("PATCH", path, "1.33", "[{\"op\":\"remove\",\"path\":\"/physical_network\"}]")
                        .status())
                .isEqualTo(406);
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "{\"address\":\"aa:bb:cc:dd:ee:ff\"}|400",
                "{\"node_uuid\":\"NODE\"}|400",
                "{\"node_uuid\":\"NODE\",\"address\":\"x\"}|400",
                "{\"node_uuid\":\"NODE\",\"address\":\"aa:bb:cc:dd:ee:ff\",\"x\":1}|400",
                "{\"node_uuid\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\",\"address\":\"aa:bb:cc:dd:ee:ff\"}|400",
                "{\"node_uuid\":\"NODE\",\"node_ident\":\"NODE\",\"address\":\"aa:bb:cc:dd:ee:ff\"}|400",
                "{\"node_uuid\":\"NODE\",\"address\":\"aa:bb:cc:dd:ee:ff\",\"physical_network\":\"\"}|400",
                "{\"node_uuid\":\"NODE\",\"address\":\"aa:bb:cc:dd:ee:ff\",\"is_smartnic\":true,\"local_link_connection\":{}}|400",
                "{\"node_uuid\":\"NODE\",\"address\":\"aa:bb:cc:dd:ee:ff\",\"internal_info\":{}}|400"
            })
    void create_badBody(String body, int status) {
        var reply = gateway.send("POST", "/v1/ports", NEWEST, body.replace("NODE", node().toString()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"local_link_connection\":null"})
    void smartNic_isAskedForItsPlugOnlyWhereTheLinkIsGiven(String link) {
        var made = gateway.send(
                "POST",
                "/v1/ports",
                NEWEST,
                "{\"node_uuid\":\"%s\",\"address\":\"%s\",\"is_smartnic\":true%s}".formatted(node(), mac(), link));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("local_link_connection")).isEmpty();
        var path = "/v1/ports/" + made.json().get("uuid").asText();
        assertThat(gateway.send("PATCH", path, NEWEST, "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1}]")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send(
                                "PATCH",
                                path,
                                NEWEST,
                                "[{\"op\":\"add\",\"path\":\"/local_link_connection\",\"value\":{\"port_id\":\"1\",\"switch_id\":\"aa:bb:cc:dd:ee:ff\"}}]")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void create_newerField_is406EvenWhenNull() {
        var body = "{\"node_uuid\":\"%s\",\"address\":\"%s\",\"name\":null}".formatted(node(), mac());
        assertThat(gateway.send("POST", "/v1/ports", "1.87", body).status()).isEqualTo(406);
        assertThat(gateway.send("POST", "/v1/ports", "1.88", body).status()).isEqualTo(201);
    }

    @Test
    void idents() {
        assertThat(gateway.get("/v1/ports/aa:bb:cc:dd:ee:ff", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get("/v1/ports/nobody", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", "/v1/ports/nobody", NEWEST, "").status())
                .isEqualTo(400);
        assertThat(gateway.get("/v1/ports?node=nobody", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/ports?address=x", NEWEST).status()).isEqualTo(400);
    }

    @Test
    void aName_isAnIdentForShowAndPatch() {
        var name = "eth-" + UUID.randomUUID().toString().substring(0, 8);
        var port = port(node(), ",\"name\":\"" + name + "\"").json().get("uuid").asText();

        assertThat(gateway.get("/v1/ports/" + name, "1.20").json().get("uuid").asText())
                .isEqualTo(port);
        var patched = gateway.send("PATCH", "/v1/ports/" + name, NEWEST, patch("/extra/a", "1"));
        assertThat(patched.json().get("extra").toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void portgroup_isSetShownAndFreezesTheNetwork() {
        var node = node();
        var portgroup = portgroup(node);
        var path = "/v1/ports/" + port(node, "").json().get("uuid").asText();

        assertThat(gateway.send("PATCH", path, "1.23", patch("/portgroup_uuid", '"' + portgroup + '"'))
                        .status())
                .isEqualTo(406);
        var joined = gateway.send("PATCH", path, NEWEST, patch("/portgroup_uuid", '"' + portgroup + '"'));
        assertThat(joined.json().get("portgroup_uuid").asText()).isEqualTo(portgroup);
        assertThat(gateway.get(path, "1.23").json().has("portgroup_uuid")).isFalse();
        assertThat(gateway.send("PATCH", path, NEWEST, patch("/physical_network", "\"net\""))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("PATCH", path, "1.101", patch("/physical_network", "\"net\""))
                        .json()
                        .get("physical_network")
                        .asText())
                .isEqualTo("net");
        assertThat(gateway.send("PATCH", path, NEWEST, "[{\"op\":\"remove\",\"path\":\"/portgroup_uuid\"}]")
                        .json()
                        .get("portgroup_uuid")
                        .isNull())
                .isTrue();
        assertThat(port(node, ",\"portgroup_uuid\":\"" + UUID.randomUUID() + '"')
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aMoveIsRefusedAlikeForUnknownAndForeignNodes() {
        var path = "/v1/ports/" + port(node(), "").json().get("uuid").asText();
        var foreign = node();
        gateway.conductor().set(foreign, Values.none(NodeFields.TABLE).with(NodeFields.OWNER, "somebody"));
        var unknown = UUID.randomUUID();

        var toForeign = gateway.send("PATCH", path, NEWEST, patch("/node_uuid", '"' + foreign.toString() + '"'));
        var toUnknown = gateway.send("PATCH", path, NEWEST, patch("/node_uuid", '"' + unknown.toString() + '"'));

        assertThat(toForeign.status()).isEqualTo(400);
        assertThat(toUnknown.status()).isEqualTo(400);
        assertThat(toForeign.fault().replace(foreign.toString(), ""))
                .isEqualTo(toUnknown.fault().replace(unknown.toString(), ""));
        var own = node();
        assertThat(gateway.send("PATCH", path, NEWEST, patch("/node_uuid", '"' + own.toString() + '"'))
                        .json()
                        .get("node_uuid")
                        .asText())
                .isEqualTo(own.toString());
    }

    @Test
    void drivers() {
        var listed = gateway.get("/v1/drivers", NEWEST).json().get("drivers").get(0);
        assertThat(listed.get("name").asText()).isEqualTo("fake-hardware");
        assertThat(listed.get("hosts").toString()).isEqualTo("[\"cond-1\"]");
        assertThat(listed.has("default_deploy_interface")).isFalse();
        var shown = gateway.get("/v1/drivers/fake-hardware", NEWEST).json();
        assertThat(shown.get("default_deploy_interface").asText()).isEqualTo("direct");
        assertThat(shown.get("enabled_deploy_interfaces").toString()).isEqualTo("[\"direct\",\"fake\"]");
        assertThat(gateway.get("/v1/drivers/fake-hardware", "1.29").json().has("default_deploy_interface"))
                .isFalse();
        assertThat(gateway.get("/v1/drivers/none", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/drivers?type=classic", NEWEST).json().get("drivers"))
                .isEmpty();
        assertThat(gateway.get("/v1/drivers?type=x", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get("/v1/drivers?detail=true", "1.29").status()).isEqualTo(406);
        assertThat(gateway.get("/v1/drivers/fake-hardware/properties", NEWEST)
                        .json()
                        .get("address")
                        .asText())
                .isEqualTo("where it is");
    }

    @Test
    void conductors() {
        assertThat(gateway.get("/v1/conductors", "1.48").status()).isEqualTo(404);
        var listed =
                gateway.get("/v1/conductors", NEWEST).json().get("conductors").get(0);
        assertThat(listed.get("hostname").asText()).isEqualTo("cond-1");
        assertThat(listed.get("alive").asBoolean()).isTrue();
        assertThat(listed.has("drivers")).isFalse();
        assertThat(gateway.get("/v1/conductors/cond-1", NEWEST)
                        .json()
                        .get("drivers")
                        .get(0)
                        .asText())
                .isEqualTo("fake-hardware");
        assertThat(gateway.get("/v1/conductors/none", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/conductors?sort_key=alive", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get("/v1/conductors?marker=none", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/conductors?marker=cond-1", NEWEST).json().get("conductors"))
                .isEmpty();
    }

    @Test
    void lookup_onlyForNodesThatExpectAnAgent() {
        var node = node();
        var mac = mac();
        gateway.send("POST", "/v1/ports", NEWEST, "{\"node_uuid\":\"%s\",\"address\":\"%s\"}".formatted(node, mac));
        var path = "/v1/lookup?addresses=zz," + mac;
        assertThat(gateway.get(path, "1.21").status()).isEqualTo(404);
        assertThat(gateway.get(path, NEWEST).status()).as("enroll").isEqualTo(404);
        fastTrack(node, "true");
        assertThat(gateway.get(path, NEWEST).status()).as("its agent may go on").isEqualTo(200);
        fastTrack(node, "false");
        assertThat(gateway.get(path, NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/lookup?addresses=zz", NEWEST).status()).isEqualTo(400);
        gateway.conductor().set(node, Values.none(NodeFields.TABLE).with(NodeFields.PROVISION_STATE, "wait call-back"));

        var answer = gateway.get(path, NEWEST).json();

        assertThat(answer.get("node").get("uuid").asText()).isEqualTo(node.toString());
        assertThat(answer.get("config").get("agent_token").asText()).isEqualTo(TestConductor.TOKEN);
        assertThat(answer.get("config").get("heartbeat_timeout").asInt()).isEqualTo(300);
        assertThat(answer.get("node").toString()).doesNotContain(TestConductor.TOKEN);
        assertThat(gateway.get(path, "1.61")
                        .json()
                        .get("config")
                        .get("agent_token")
                        .isNull())
                .isTrue();
        assertThat(gateway.get("/v1/lookup?node_uuid=" + node, NEWEST).status()).isEqualTo(200);
    }

    private static void fastTrack(UUID node, String value) {
        var patch = "[{\"op\":\"add\",\"path\":\"/driver_info/fast_track\",\"value\":%s}]".formatted(value);
        assertThat(gateway.send("PATCH", "/v1/nodes/" + node, NEWEST, patch).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.115|{\"callback_url\":\"https://a:1\",\"agent_token\":\"t\",\"agent_version\":\"1\"}|202",
                "1.21|{\"callback_url\":\"https://a:1\",\"agent_token\":\"t\"}|404",
                "1.35|{\"callback_url\":\"https://a:1\",\"agent_token\":\"t\",\"agent_version\":\"1\"}|400",
                "1.115|{\"callback_url\":\"https://a:1\"}|400",
                "1.115|{\"agent_token\":\"t\"}|400",
                "1.115|{\"callback_url\":\"ftp://a:1\",\"agent_token\":\"t\"}|400",
                "1.115|{\"callback_url\":\"https://a:1\",\"agent_token\":\"t\",\"agent_status\":\"x\"}|400",
                "1.115|{\"callback_url\":5,\"agent_token\":\"t\"}|400",
                "1.115|[]|400"
            })
    void heartbeat(String version, String body, int status) {
        var node = node();
        var reply = gateway.send("POST", "/v1/heartbeat/" + node, version, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(gateway.conductor().asked().stream()
                        .filter(asked -> asked instanceof AgentHeartbeat beat
                                && beat.nodeId().equals(node)))
                .hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void heartbeat_fromAnotherAddress_is400() {
        var node = node();
        gateway.conductor()
                .set(
                        node,
                        Values.none(NodeFields.TABLE)
                                .with(NodeFields.DRIVER_INTERNAL_INFO, java.util.Map.of("agent_url", "https://b:1")));
        var body = "{\"callback_url\":\"https://a:1\",\"agent_token\":\"t\",\"agent_version\":\"1\"}";
        assertThat(gateway.send("POST", "/v1/heartbeat/" + node, NEWEST, body).status())
                .isEqualTo(400);
        assertThat(gateway.send("POST", "/v1/heartbeat/" + UUID.randomUUID(), NEWEST, body)
                        .status())
                .isEqualTo(404);
    }

    private static GatewayTesting.Reply port(UUID node, String more) {
        return gateway.send(
                "POST",
                "/v1/ports",
                NEWEST,
                "{\"node_uuid\":\"%s\",\"address\":\"%s\"%s}".formatted(node, mac(), more));
    }

    private static String portgroup(UUID node) {
        return gateway.send("POST", "/v1/portgroups", NEWEST, "{\"node_uuid\":\"%s\"}".formatted(node))
                .json()
                .get("uuid")
                .asText();
    }

    private static String patch(String path, String value) {
        return "[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]".formatted(path, value);
    }

    private static UUID node() {
        var reply = gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return UUID.fromString(reply.json().get("uuid").asText());
    }

    private static String mac() {
        var random = ThreadLocalRandom.current();
        return "52:54:00:%02x:%02x:%02x".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}

package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gateway.GatewayTesting.Reply;
import dev.fettle.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumesIT {
    private static final String NEWEST = "1.115";
    private static final String CONNECTORS = "/v1/volume/connectors";
    private static final String TARGETS = "/v1/volume/targets";

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
    void connector_lifeCycle() {
        var node = node();
        var id = "iqn.2026-01.org.example:" + UUID.randomUUID();

        var created = connector(node, id);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var connector = created.json();
        var path = CONNECTORS + "/" + connector.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(connector.get("type").asText()).isEqualTo("iqn");
        assertThat(connector.get("links").get(1).get("href").asText())
                .isEqualTo(gateway.url() + path.replace("/v1", ""));
        assertThat(gateway.get(path, NEWEST).json()).isEqualTo(connector);
        assertThat(gateway.get(path + "?fields=connector_id", NEWEST).json().size())
                .isEqualTo(2);
        var taken = connector(node, id);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.fault())
                .isEqualTo("A volume connector with type iqn and connector ID " + id + " already exists.");
        var patched =
                gateway.send("PATCH", path, NEWEST, "[{\"op\":\"replace\",\"path\":\"/type\",\"value\":\"wwpn\"}]");
        assertThat(patched.json().get("type").asText()).isEqualTo("wwpn");
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).fault())
                .startsWith("Volume connector ")
                .endsWith(" could not be found.");
    }

    @Test
    void target_lifeCycle() {
        var node = node();

        var created = target(node, 0);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var target = created.json();
        var path = TARGETS + "/" + target.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(target.get("properties").get("auth_password").asText()).isEqualTo("******");
        assertThat(target.get("properties").get("target_lun").asInt()).isEqualTo(1);
        assertThat(created.text()).doesNotContain("s3cret");
        assertThat(gateway.get(path, NEWEST).json()).isEqualTo(target);
        assertThat(target(node, 0).fault())
                .isEqualTo("A volume target with boot index '0' for the same node already exists.");
        var patched = gateway.send("PATCH", path, NEWEST, """
                [{"op": "replace", "path": "/boot_index", "value": 3}, {"op": "add", "path": "/properties/a", "value": 1}]""");
        assertThat(patched.json().get("boot_index").asInt()).isEqualTo(3);
        assertThat(patched.text()).doesNotContain("s3cret");
        assertThat(gateway.get(TARGETS + "?detail=true&node=" + node, NEWEST).text())
                .doesNotContain("s3cret");
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).fault()).startsWith("Volume target ");
    }

    @Test
    void links() {
        var node = node();
        var url = gateway.url();
        var root = gateway.get("/v1/volume", NEWEST).json();
        assertThat(root.get("links").get(0).get("href").asText()).isEqualTo(url + "/v1/volume/");
        assertThat(root.get("connectors").get(1).get("href").asText()).isEqualTo(url + "/volume/connectors");
        var ofNode = gateway.get("/v1/nodes/" + node + "/volume", NEWEST).json();
        assertThat(ofNode.get("links").get(0).get("href").asText()).isEqualTo(url + "/v1/nodes/" + node + "/volume/");
        assertThat(ofNode.get("targets").get(0).get("href").asText())
                .isEqualTo(url + "/v1/nodes/" + node + "/volume/targets");
        assertThat(gateway.get("/v1/nodes/" + UUID.randomUUID() + "/volume", NEWEST)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void lists() {
        var node = node();
        connector(node(), UUID.randomUUID().toString());
        var one =
                connector(node, UUID.randomUUID().toString()).json().get("uuid").asText();
        var two =
                connector(node, UUID.randomUUID().toString()).json().get("uuid").asText();

        for (var list :
                List.of(CONNECTORS + "?node=" + node + "&project=x", "/v1/nodes/" + node + "/volume/connectors")) {
            assertThat(uuids(list)).containsExactly(one, two);
        }
        var page = gateway.get("/v1/nodes/" + node + "/volume/connectors?limit=1", NEWEST)
                .json();
        assertThat(page.get("connectors").get(0).size()).isEqualTo(5);
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url() + CONNECTORS
                        + "?sort_key=id&sort_dir=asc&fields=uuid,node_uuid,type,connector_id&limit=1&marker=" + one);
        var detailed = gateway.get(CONNECTORS + "?limit=1&detail=True&node=" + node, "1.32")
                .json();
        assertThat(detailed.get("connectors").get(0).has("extra")).isTrue();
        assertThat(detailed.get("next").asText()).contains("detail=True").doesNotContain("fields=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|1.31|/v1/volume|404",
                "GET|1.31|/v1/volume/connectors|404",
                "GET|1.31|/v1/nodes/NODE/volume|404",
                "GET|1.31|/v1/nodes/NODE/volume/targets|404",
                "GET|1.115|/v1/volume/others|404",
                "GET|1.115|/v1/volume/targets?detail=true&fields=uuid|400",
                "GET|1.115|/v1/volume/targets?sort_key=properties|400",
                "GET|1.115|/v1/volume/connectors/name|400",
                "GET|1.115|/v1/volume/connectors?node=none|404",
                "PATCH|1.115|/v1/volume/connectors|400",
                "DELETE|1.115|/v1/volume/targets|400",
                "POST|1.115|/v1/nodes/NODE/volume/targets|400",
                "GET|1.115|/v1/nodes/NODE/volume/connectors/1be26c0b-03f2-4d2e-ae87-c02d7f33c123|400",
                "PATCH|1.115|/v1/nodes/NODE/volume/connectors/1be26c0b-03f2-4d2e-ae87-c02d7f33c123|400"
            })
    void refused(String method, String version, String path, int status) {
        var reply = gateway.send(method, path.replace("NODE", node().toString()), version, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connectors|{}|node_uuid",
                "connectors|{\"node_uuid\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\",\"type\":\"iqn\",\"connector_id\":\"x\"}|node_uuid",
                "connectors|{\"node_uuid\":\"NODE\",\"connector_id\":\"x\"}|type",
                "connectors|{\"node_uuid\":\"NODE\",\"type\":\"123456789012345678901234567890123\",\"connector_id\":\"x\"}|type",
                "connectors|{\"node_uuid\":\"NODE\",\"type\":\"iqn\",\"connector_id\":\"x\",\"a\":1}|'a'",
                "targets|{\"node_uuid\":\"NODE\",\"volume_type\":\"iscsi\",\"volume_id\":\"v\"}|boot_index",
                "targets|{\"node_uuid\":\"NODE\",\"volume_type\":\"iscsi\",\"volume_id\":\"v\",\"boot_index\":\"0\"}|boot_index",
                "targets|{\"node_uuid\":\"NODE\",\"volume_type\":\"iscsi\",\"volume_id\":\"v\",\"boot_index\":0.5}|boot_index",
                "targets|{\"node_uuid\":\"NODE\",\"volume_type\":\"iscsi\",\"volume_id\":\"v\",\"boot_index\":99999999999}|boot_index",
                "targets|{\"node_uuid\":\"NODE\",\"volume_type\":\"iscsi\",\"volume_id\":\"v\",\"boot_index\":0,\"properties\":5}|properties"
            })
    void create_badBody_is400ThatNamesTheField(String kind, String body, String named) {
        var reply = gateway.send("POST", "/v1/volume/" + kind, NEWEST, body.replace("NODE", node().toString()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.fault()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\":\"remove\",\"path\":\"/type\"}]",
                "[{\"op\":\"add\",\"path\":\"/uuid\",\"value\":\"x\"}]",
                "[{\"op\":\"add\",\"path\":\"/node_uuid\",\"value\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"}]",
                "[{\"op\":\"add\",\"path\":\"/connector_id\",\"value\":null}]"
            })
    void patch_limits(String patch) {
        var uuid = connector(node(), UUID.randomUUID().toString())
                .json()
                .get("uuid")
                .asText();
        var reply = gateway.send("PATCH", CONNECTORS + "/" + uuid, NEWEST, patch);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void aListCostsTheSameForManyVolumes() {
        var node = node();
        target(node, 0);
        for (var list :
                new String[] {"/v1/nodes/" + node + "/volume/targets?detail=true&", TARGETS + "?detail=true&"}) {
            var one = StatementCount.of(() -> gateway.get(list + "limit=1", NEWEST));
            for (var i = 1; i < 100; i++) {
                target(node, i);
            }
            assertThat(StatementCount.of(() -> gateway.get(list + "limit=100", NEWEST)))
                    .as(list)
                    .isEqualTo(one);
        }
    }

    private static Reply connector(UUID node, String id) {
        return gateway.send("POST", CONNECTORS, NEWEST, """
                {"node_uuid": "%s", "type": "iqn", "connector_id": "%s"}""".formatted(node, id));
    }

    private static Reply target(UUID node, int index) {
        return gateway.send("POST", TARGETS, NEWEST, """
                {"node_uuid": "%s", "volume_type": "iscsi", "volume_id": "v%d", "boot_index": %d,
                 "properties": {"auth_password": "s3cret", "target_lun": 1}}""".formatted(node, index, index));
    }

    private static List<String> uuids(String path) {
        var reply = gateway.get(path, NEWEST);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var uuids = new ArrayList<String>();
        reply.json()
                .get("connectors")
                .forEach(connector -> uuids.add(connector.get("uuid").asText()));
        return uuids;
    }

    private static UUID node() {
        var reply = gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return UUID.fromString(reply.json().get("uuid").asText());
    }
}

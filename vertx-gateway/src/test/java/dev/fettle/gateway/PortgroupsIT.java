package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.gateway.GatewayTesting.Reply;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortgroupsIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(
                POSTGRES.database(), Configuration.defaults().with(DefaultOptions.DEFAULT_PORTGROUP_MODE, "802.3ad"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void lifeCycle() {
        var node = node();
        var name = "bond-" + UUID.randomUUID();
        var mac = mac();

        var created = create(
                node,
                ",\"name\":\"%s\",\"address\":\"%s\",\"properties\":{\"miimon\":100},\"category\":\"c\""
                        .formatted(name, mac.toUpperCase(java.util.Locale.ROOT)));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var group = created.json();
        var uuid = group.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + "/v1/portgroups/" + uuid);
        assertThat(group.get("address").asText()).isEqualTo(mac);
        assertThat(group.get("node_uuid").asText()).isEqualTo(node.toString());
        assertThat(group.get("mode").asText()).isEqualTo("802.3ad");
        assertThat(group.get("standalone_ports_supported").asBoolean()).isTrue();
        assertThat(group.get("dynamic_portgroup").asBoolean()).isFalse();
        assertThat(group.get("ports").get(0).get("href").asText())
                .isEqualTo(gateway.url() + "/v1/portgroups/" + uuid + "/ports");
        for (var ident : List.of(uuid, name)) {
            assertThat(gateway.get("/v1/portgroups/" + ident, NEWEST).json()).isEqualTo(group);
        }
        assertThat(gateway.get("/v1/nodes/" + node + "/portgroups/detail", NEWEST)
                        .json()
                        .get("portgroups")
                        .get(0)
                        .get("uuid")
                        .asText())
                .isEqualTo(uuid);
        var patched = gateway.send("PATCH", "/v1/portgroups/" + name, NEWEST, """
                [{"op": "replace", "path": "/mode", "value": "balance-rr"}, {"op": "remove", "path": "/address"},
                 {"op": "remove", "path": "/properties"}]""");
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("mode").asText()).isEqualTo("balance-rr");
        assertThat(patched.json().get("address").isNull()).isTrue();
        assertThat(patched.json().get("properties")).isEmpty();
        assertThat(patched.json().get("updated_at").isNull()).isFalse();
        assertThat(gateway.send("DELETE", "/v1/portgroups/" + name, NEWEST, "").status())
                .isEqualTo(204);
        assertThat(gateway.get("/v1/portgroups/" + uuid, NEWEST).fault())
                .isEqualTo("Portgroup " + uuid + " could not be found.");
    }

    @Test
    void versions_hideAndRefuseFields() {
        var node = node();
        assertThat(create("1.25", node, ",\"mode\":\"x\"").status()).isEqualTo(406);
        assertThat(create("1.25", node, ",\"properties\":{}").status()).isEqualTo(406);
        var group = create("1.25", node, ",\"physical_network\":\"net\",\"category\":\"c\"");
        assertThat(group.status()).as(group.text()).isEqualTo(201);
        var path = "/v1/portgroups/" + group.json().get("uuid").asText();

        assertThat(group.json().has("mode")).isFalse();
        assertThat(gateway.get(path, "1.23").json().has("ports")).isFalse();
        var old = gateway.get(path, "1.101").json();
        assertThat(old.has("mode")).isTrue();
        assertThat(old.has("physical_network")).isFalse();
        assertThat(gateway.get(path, "1.102").json().get("physical_network").asText())
                .isEqualTo("net");
        assertThat(gateway.get(path, "1.102").json().has("category")).isFalse();
        assertThat(gateway.get(path, "1.110").json().has("dynamic_portgroup")).isFalse();
        assertThat(gateway.send("PATCH", path, "1.25", patch("/mode", "\"x\"")).status())
                .isEqualTo(406);
        assertThat(gateway.get("/v1/portgroups", "1.22").status()).isEqualTo(404);
        assertThat(gateway.get("/v1/nodes/" + node + "/portgroups", "1.23").status())
                .isEqualTo(404);
    }

    @Test
    void list_filtersAndPages() {
        var node = node();
        var shard = "s" + UUID.randomUUID();
        gateway.conductor()
                .set(
                        node,
                        Values.none(NodeFields.TABLE)
                                .with(NodeFields.SHARD, shard)
                                .with(NodeFields.CONDUCTOR_GROUP, "g-" + shard));
        var mac = mac();
        var one = create(node, ",\"address\":\"" + mac + '"').json().get("uuid").asText();
        var two = create(node, "").json().get("uuid").asText();

        assertThat(uuids("/v1/portgroups?node=" + node)).containsExactly(one, two);
        assertThat(uuids("/v1/portgroups?shard=" + shard)).containsExactly(one, two);
        assertThat(uuids("/v1/portgroups?conductor_groups=g-" + shard)).containsExactly(one, two);
        assertThat(uuids("/v1/portgroups?address=" + mac.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(one);
        assertThat(uuids("/v1/nodes/" + node + "/portgroups?sort_key=uuid&sort_dir=desc"))
                .containsExactlyInAnyOrder(one, two);
        var page =
                gateway.get("/v1/nodes/" + node + "/portgroups?limit=1", NEWEST).json();
        assertThat(page.get("portgroups").get(0).size())
                .as("uuid, address, name, links")
                .isEqualTo(4);
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url() + "/v1/portgroups?sort_key=id&sort_dir=asc&fields=uuid,address,name&limit=1"
                        + "&marker=" + one);
        assertThat(uuids("/v1/portgroups?node=" + node + "&marker=" + one)).containsExactly(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|1.115|/v1/portgroups?node=NODE&address=52:54:00:00:00:01|400",
                "GET|1.115|/v1/nodes/NODE/portgroups?address=52:54:00:00:00:01|400",
                "GET|1.115|/v1/portgroups?address=x|400",
                "GET|1.115|/v1/portgroups?node=none|404",
                "GET|1.105|/v1/portgroups?shard=x|406",
                "GET|1.115|/v1/portgroups?fields=nothing|400",
                "GET|1.25|/v1/portgroups?fields=mode|406",
                "GET|1.110|/v1/portgroups?fields=dynamic_portgroup|406",
                "GET|1.115|/v1/portgroups?sort_key=properties|400",
                "GET|1.115|/v1/portgroups?marker=1be26c0b-03f2-4d2e-ae87-c02d7f33c123|404",
                "GET|1.115|/v1/portgroups/none|404",
                "GET|1.115|/v1/portgroups/52:54:00:00:00:01|400",
                "PATCH|1.115|/v1/portgroups|400",
                "DELETE|1.115|/v1/portgroups|400",
                "POST|1.115|/v1/nodes/NODE/portgroups|400",
                "GET|1.115|/v1/nodes/NODE/portgroups/none|400",
                "DELETE|1.115|/v1/nodes/NODE/portgroups/none|400",
                "GET|1.115|/v1/nodes/NODE/portgroups/none/ports|403"
            })
    void refused(String method, String version, String path, int status) {
        var reply = gateway.send(method, path.replace("NODE", node().toString()), version, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|node_uuid",
                "{\"node_uuid\":5}|node_uuid",
                "{\"node_uuid\":\"x\"}|node_uuid",
                "{\"node_uuid\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"}|could not be found",
                "{\"node_uuid\":\"NODE\",\"name\":\"a b\"}|name",
                "{\"node_uuid\":\"NODE\",\"address\":\"x\"}|address",
                "{\"node_uuid\":\"NODE\",\"mode\":5}|mode",
                "{\"node_uuid\":\"NODE\",\"standalone_ports_supported\":1}|standalone_ports_supported",
                "{\"node_uuid\":\"NODE\",\"physical_network\":\"\"}|physical_network",
                "{\"node_uuid\":\"NODE\",\"internal_info\":{}}|internal_info",
                "{\"node_uuid\":\"NODE\",\"dynamic_portgroup\":true}|dynamic_portgroup",
                "[]|object"
            })
    void create_badBody_is400ThatNamesTheField(String body, String named) {
        var reply = gateway.send("POST", "/v1/portgroups", NEWEST, body.replace("NODE", node().toString()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.fault()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"op\":\"remove\",\"path\":\"/mode\"}]|400",
                "[{\"op\":\"remove\",\"path\":\"/standalone_ports_supported\"}]|400",
                "[{\"op\":\"add\",\"path\":\"/uuid\",\"value\":\"x\"}]|400",
                "[{\"op\":\"add\",\"path\":\"/internal_info/a\",\"value\":1}]|400",
                "[{\"op\":\"add\",\"path\":\"/node_uuid\",\"value\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"}]|400",
                "[{\"op\":\"remove\",\"path\":\"/extra/none\"}]|400",
                "[]|200"
            })
    void patch_limits(String patch, int status) {
        var uuid = create(node(), "").json().get("uuid").asText();
        var reply = gateway.send("PATCH", "/v1/portgroups/" + uuid, NEWEST, patch);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void takenValues_are409() {
        var node = node();
        var mac = mac();
        var name = "taken-" + mac.replace(":", "");
        var uuid = create(node, ",\"name\":\"" + name + "\",\"address\":\"" + mac + '"')
                .json()
                .get("uuid")
                .asText();

        assertThat(create(node, ",\"uuid\":\"" + uuid + '"').fault())
                .isEqualTo("A portgroup with UUID " + uuid + " already exists.");
        assertThat(create(node, ",\"name\":\"" + name + '"').fault())
                .isEqualTo("A portgroup with name " + name + " already exists.");
        var address = create(node, ",\"address\":\"" + mac + '"');
        assertThat(address.status()).isEqualTo(409);
        assertThat(address.fault()).isEqualTo("A portgroup with MAC address " + mac + " already exists.");
    }

    @Test
    void inspecting_refusesPatchesFrom139() {
        var node = node();
        var path = "/v1/portgroups/" + create(node, "").json().get("uuid").asText();
        gateway.conductor().set(node, Values.none(NodeFields.TABLE).with(NodeFields.PROVISION_STATE, "inspecting"));

        assertThat(gateway.send("PATCH", path, "1.39", patch("/extra/a", "1")).status())
                .isEqualTo(409);
        assertThat(gateway.send("PATCH", path, "1.38", patch("/extra/a", "1")).status())
                .isEqualTo(200);
    }

    @Test
    void aDeletedNode_takesPortgroupsAndPortsAlong() {
        var node = node();
        var uuid = create(node, "").json().get("uuid").asText();
        var port = gateway.send(
                        "POST",
                        "/v1/ports",
                        NEWEST,
                        "{\"node_uuid\":\"%s\",\"address\":\"%s\",\"portgroup_uuid\":\"%s\"}"
                                .formatted(node, mac(), uuid))
                .json()
                .get("uuid")
                .asText();
        var refused = gateway.send("DELETE", "/v1/portgroups/" + uuid, NEWEST, "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fault()).contains("contains ports");

        assertThat(gateway.send("DELETE", "/v1/nodes/" + node, NEWEST, "").status())
                .isEqualTo(204);

        assertThat(gateway.get("/v1/portgroups/" + uuid, NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/ports/" + port, NEWEST).status()).isEqualTo(404);
    }

    @Test
    void aListCostsTheSameForManyPortgroups() {
        var node = node();
        for (var list : new String[] {"/v1/nodes/" + node + "/portgroups/detail", "/v1/portgroups/detail"}) {
            create(node, "");
            var one = StatementCount.of(() -> gateway.get(list + "?limit=1", NEWEST));
            for (var i = 0; i < 99; i++) {
                create(node, "");
            }
            assertThat(StatementCount.of(() -> gateway.get(list + "?limit=100", NEWEST)))
                    .as(list)
                    .isEqualTo(one);
        }
    }

    private static Reply create(UUID node, String more) {
        return create(NEWEST, node, more);
    }

    private static Reply create(String version, UUID node, String more) {
        return gateway.send("POST", "/v1/portgroups", version, "{\"node_uuid\":\"%s\"%s}".formatted(node, more));
    }

    private static String patch(String path, String value) {
        return "[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]".formatted(path, value);
    }

    private static List<String> uuids(String path) {
        var reply = gateway.get(path, NEWEST);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var uuids = new ArrayList<String>();
        reply.json()
                .get("portgroups")
                .forEach(group -> uuids.add(group.get("uuid").asText()));
        return uuids;
    }

    private static UUID node() {
        var reply = gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return UUID.fromString(reply.json().get("uuid").asText());
    }

    private static String mac() {
        var random = ThreadLocalRandom.current();
        return "52:54:01:%02x:%02x:%02x".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}

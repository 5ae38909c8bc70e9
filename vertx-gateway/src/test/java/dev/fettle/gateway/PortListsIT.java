package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Lists of ports: of all, of a node, of a portgroup. */
class PortListsIT {
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
    void filters() {
        var shard = "s" + UUID.randomUUID();
        var group = "g" + ThreadLocalRandom.current().nextInt(1_000_000);
        var node = node();
        var portgroup = portgroup(node);
        var member = port(node, ",\"portgroup_uuid\":\"" + portgroup + "\",\"description\":\"left " + group + "\"");
        assertThat(member.status()).as(member.text()).isEqualTo(201);
        var single = port(node, "").json();
        var all = List.of(member.json().get("uuid").asText(), single.get("uuid").asText());

        gateway.conductor()
                .set(
                        node,
                        Values.none(NodeFields.TABLE)
                                .with(NodeFields.SHARD, shard)
                                .with(NodeFields.CONDUCTOR_GROUP, group)
                                .with(NodeFields.NAME, "n-" + group));

        assertThat(uuids("/v1/ports?node=" + node)).isEqualTo(all);
        assertThat(uuids("/v1/ports?node=n-" + group)).isEqualTo(all);
        assertThat(uuids("/v1/ports?node_uuid=" + node)).isEqualTo(all);
        assertThat(uuids("/v1/ports?shard=x," + shard)).isEqualTo(all);
        assertThat(uuids("/v1/ports?conductor_groups=" + group + ",x")).isEqualTo(all);
        assertThat(uuids("/v1/ports?description_contains=eft%20" + group)).isEqualTo(all.subList(0, 1));
        assertThat(uuids("/v1/ports?portgroup=" + portgroup)).isEqualTo(all.subList(0, 1));
        assertThat(uuids("/v1/portgroups/" + portgroup + "/ports")).isEqualTo(all.subList(0, 1));
        assertThat(uuids("/v1/portgroups/" + portgroup + "/ports/detail")).isEqualTo(all.subList(0, 1));
        assertThat(uuids("/v1/nodes/" + node + "/ports?address=" + mac()))
                .as("the node wins")
                .isEqualTo(all);
        var address = single.get("address").asText();
        assertThat(uuids("/v1/ports?shard=other&address=" + address))
                .as("the address wins")
                .isEqualTo(all.subList(1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|1.23|/v1/ports?portgroup=x|406",
                "GET|1.115|/v1/ports?portgroup=none|404",
                "GET|1.81|/v1/ports?shard=x|406",
                "GET|1.115|/v1/ports?node=NODE&shard=x|403",
                "GET|1.115|/v1/ports?node=NODE&portgroup=x|403",
                "GET|1.115|/v1/nodes/NODE/ports?portgroup=x|403",
                "GET|1.115|/v1/nodes/NODE/ports?node=NODE|400",
                "GET|1.115|/v1/ports?conductor_groups=x&node=NODE|400",
                "GET|1.115|/v1/ports?conductor_groups=x&address=52:54:00:00:00:01|400",
                "GET|1.115|/v1/nodes/NODE/ports/1be26c0b-03f2-4d2e-ae87-c02d7f33c123|400",
                "POST|1.115|/v1/nodes/NODE/ports|400",
                "DELETE|1.115|/v1/nodes/NODE/ports/1be26c0b-03f2-4d2e-ae87-c02d7f33c123|400",
                "GET|1.23|/v1/portgroups/none/ports|404",
                "GET|1.115|/v1/portgroups/none/ports|404",
                "GET|1.115|/v1/ports?sort_key=local_link_connection|400",
                "GET|1.23|/v1/ports?fields=portgroup_uuid|406"
            })
    void list_refused(String method, String version, String path, int status) {
        var reply = gateway.send(method, path.replace("NODE", node().toString()), version, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void aListCostsTheSameForManyPorts() {
        var node = node();
        for (var list : new String[] {"/v1/nodes/" + node + "/ports/detail", "/v1/ports/detail"}) {
            port(node, "");
            var one = StatementCount.of(() -> gateway.get(list + "?limit=1", NEWEST));
            for (var i = 0; i < 99; i++) {
                port(node, "");
            }
            assertThat(StatementCount.of(() -> gateway.get(list + "?limit=100", NEWEST)))
                    .as(list)
                    .isEqualTo(one);
        }
    }

    private static List<String> uuids(String path) {
        var reply = gateway.get(path, NEWEST);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var uuids = new ArrayList<String>();
        reply.json().path("ports").forEach(port -> uuids.add(port.get("uuid").asText()));
        return uuids;
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

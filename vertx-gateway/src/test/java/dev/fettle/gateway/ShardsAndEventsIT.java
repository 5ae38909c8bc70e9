package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards, events of the network, and the links of {@code /v1}. */
class ShardsAndEventsIT {
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
    void shards() {
        assertThat(gateway.get("/v1/shards", NEWEST).text()).isEqualTo("{\"shards\":[]}");
        for (var shard : new String[] {"\"b\"", "\"a\"", "\"b\"", "null", "\"c\"", "\"b\"", "null"}) {
            gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\",\"shard\":" + shard + "}");
        }

        assertThat(gateway.get("/v1/shards?anything=goes", NEWEST).text())
                .isEqualTo("{\"shards\":[{\"name\":\"b\",\"count\":3},{\"name\":\"None\",\"count\":2},"
                        + "{\"name\":\"a\",\"count\":1},{\"name\":\"c\",\"count\":1}]}");
        assertThat(StatementCount.of(() -> gateway.get("/v1/shards", NEWEST))).isEqualTo(1);
        assertThat(gateway.get("/v1/shards", "1.81").status()).isEqualTo(404);
        var one = gateway.get("/v1/shards/a", NEWEST);
        assertThat(one.status()).isEqualTo(404);
        assertThat(one.fault()).startsWith("Resource could not be found.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.54|{\"events\":[{EVENT}]}|204",
                "1.54|{\"events\":[{EVENT,\"device_id\":null,\"binding:host_id\":null,\"binding:vnic_type\":\"x\"}]}|204",
                "1.53|{\"events\":[{EVENT}]}|404",
                "1.54|{\"events\":[]}|400",
                "1.54|{\"events\":[{}]}|400",
                "1.54|{\"events\":{EVENT}}|400",
                "1.54|{\"events\":[{EVENT}],\"x\":1}|400",
                "1.54|{\"events\":[{EVENT,\"x\":1}]}|400",
                "1.54|{\"events\":[{EVENT,\"device_id\":\"x\"}]}|400",
                "1.54|{\"events\":[{\"event\":\"network.other\",\"port_id\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\","
                        + "\"mac_address\":\"aa:bb:cc:dd:ee:ff\",\"status\":\"ACTIVE\"}]}|400",
                "1.54|{\"events\":[{\"event\":\"network.bind_port\",\"port_id\":\"x\","
                        + "\"mac_address\":\"aa:bb:cc:dd:ee:ff\",\"status\":\"ACTIVE\"}]}|400",
                "1.54|{\"events\":[{\"event\":\"network.bind_port\",\"port_id\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\","
                        + "\"mac_address\":\"x\",\"status\":\"ACTIVE\"}]}|400",
                "1.54|[]|400"
            })
    void events(String version, String body, int status) {
        var event = "\"event\":\"network.bind_port\",\"port_id\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\","
                + "\"mac_address\":\"aa:bb:cc:dd:ee:ff\",\"status\":\"ACTIVE\"";
        var reply = gateway.send("POST", "/v1/events", version, body.replace("EVENT", event));
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "chassis,1",
        "portgroups,23",
        "volume,32",
        "conductors,49",
        "allocations,52",
        "events,54",
        "deploy_templates,55",
        "shards,82",
        "continue_inspection,84",
        "runbooks,92",
        "inspection_rules,96"
    })
    void theRootLinksToWhatTheVersionKnows(String name, int since) {
        var link = gateway.get("/v1", "1." + since).json().get(name);
        assertThat(link.get(0).get("href").asText()).isEqualTo(gateway.url() + "/v1/" + name + "/");
        if (since > 1) {
            assertThat(gateway.get("/v1", "1." + (since - 1)).json().has(name)).isFalse();
        }
    }
}

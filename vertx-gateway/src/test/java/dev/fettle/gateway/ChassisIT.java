package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chassis, and nodes in them. */
class ChassisIT {
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
    void lifeCycle() {
        var created =
                gateway.send("POST", "/v1/chassis", "1.1", "{\"description\": \"rack 7\", \"extra\": {\"a\": 1}}");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var chassis = created.json();
        var uuid = chassis.get("uuid").asText();
        var path = "/v1/chassis/" + uuid;
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(chassis.get("description").asText()).isEqualTo("rack 7");
        assertThat(chassis.get("updated_at").isNull()).isTrue();
        assertThat(chassis.get("links").get(1).get("href").asText()).isEqualTo(gateway.url() + "/chassis/" + uuid);
        assertThat(chassis.get("nodes").get(0).get(0).get("href").asText()).isEqualTo(gateway.url() + path + "/nodes");
        assertThat(gateway.get(path, "1.1").json()).isEqualTo(chassis);
        assertThat(gateway.get(path + "?fields=extra", NEWEST).json().fieldNames())
                .toIterable()
                .containsExactly("extra", "links");
        assertThat(gateway.get(path + "?fields=extra", "1.7").status()).isEqualTo(406);
        assertThat(gateway.get(path + "?fields=x", NEWEST).status()).isEqualTo(400);

        var patched = gateway.send("PATCH", path, "1.1", """
                [{"op": "remove", "path": "/description"}, {"op": "add", "path": "/extra/b", "value": 2}]""");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("description").isNull()).isTrue();
        assertThat(patched.json().get("extra").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(patched.json().get("updated_at").isNull()).isFalse();
        assertThat(gateway.send("PATCH", path, "1.1", "[]").json()).isEqualTo(patched.json());
        assertThat(gateway.send("DELETE", path, "1.1", "").status()).isEqualTo(204);
        assertThat(gateway.get(path, "1.1").status()).isEqualTo(404);
        assertThat(gateway.get(path, "1.1").fault()).isEqualTo("Chassis " + uuid + " could not be found.");
        assertThat(gateway.send("DELETE", path, "1.1", "").status()).isEqualTo(404);
        assertThat(gateway.send("PATCH", path, "1.1", "[]").status()).isEqualTo(404);
    }

    @Test
    void pages() {
        var first = chassis();
        var second = chassis();

        var page = gateway.get("/v1/chassis?limit=1&sort_dir=desc", NEWEST).json();

        assertThat(page.get("chassis").get(0).fieldNames())
                .toIterable()
                .containsExactly("uuid", "description", "links");
        assertThat(page.get("chassis").get(0).get("uuid").asText()).isEqualTo(second);
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url()
                        + "/v1/chassis?sort_key=id&sort_dir=desc&fields=uuid,description&limit=1&marker=" + second);
        var rest = page.get("next").asText().substring(gateway.url().length());
        assertThat(gateway.get(rest, NEWEST)
                        .json()
                        .get("chassis")
                        .get(0)
                        .get("uuid")
                        .asText())
                .isEqualTo(first);
        var detail = gateway.get("/v1/chassis/detail?limit=1", NEWEST).json();
        assertThat(detail.get("chassis").get(0).has("extra")).isTrue();
        assertThat(detail.get("next").asText()).doesNotContain("fields=");
        assertThat(gateway.get("/v1/chassis?detail=true", NEWEST)
                        .json()
                        .get("chassis")
                        .get(0)
                        .has("extra"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/v1/chassis?limit=0||400",
                "GET|/v1/chassis?marker=1be26c0b-03f2-4d2e-ae87-c02d7f33c123||404",
                "GET|/v1/chassis?sort_key=extra||400",
                "GET|/v1/chassis?sort_key=x||400",
                "GET|/v1/chassis?x=1||400",
                "GET|/v1/chassis/detail?fields=uuid||400",
                "GET|/v1/chassis?detail=true&fields=uuid||400",
                "GET|/v1/chassis/rack||400",
                "GET|/v1/chassis/rack/nodes||400",
                "GET|/v1/chassis/1be26c0b-03f2-4d2e-ae87-c02d7f33c123||404",
                "GET|/v1/chassis/1be26c0b-03f2-4d2e-ae87-c02d7f33c123/nodes||404",
                "GET|/v1/chassis/1be26c0b-03f2-4d2e-ae87-c02d7f33c123/nodes/x||400",
                "POST|/v1/chassis/1be26c0b-03f2-4d2e-ae87-c02d7f33c123/nodes|{}|400",
                "POST|/v1/chassis|[]|400",
                "POST|/v1/chassis|{\"x\":1}|400",
                "POST|/v1/chassis|{\"extra\":1}|400",
                "POST|/v1/chassis|{\"description\":5}|400",
                "POST|/v1/chassis|{\"uuid\":\"x\"}|400",
                "PATCH|/v1/chassis|[]|400",
                "DELETE|/v1/chassis||400",
                "PUT|/v1/chassis||405"
            })
    void badRequests(String method, String path, String body, int status) {
        var reply = gateway.send(method, path, NEWEST, body == null ? "" : body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"remove\",\"path\":\"/uuid\"}",
                "{\"op\":\"add\",\"path\":\"/created_at\",\"value\":\"x\"}",
                "{\"op\":\"replace\",\"path\":\"/extra\",\"value\":\"x\"}",
                "{\"op\":\"remove\",\"path\":\"/extra/none\"}",
                "{\"op\":\"test\",\"path\":\"/extra\",\"value\":{}}"
            })
    void badPatches(String operation) {
        var reply = gateway.send("PATCH", "/v1/chassis/" + chassis(), NEWEST, "[" + operation + "]");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void aTakenUuid_is409() {
        var uuid = chassis();
        var again = gateway.send("POST", "/v1/chassis", NEWEST, "{\"uuid\":\"" + uuid + "\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.fault()).isEqualTo("A chassis with UUID " + uuid + " already exists.");
    }

    @Test
    void nodesInAChassis() {
        var chassis = chassis();
        var body = "{\"driver\":\"fake-hardware\",\"chassis_uuid\":\"%s\"}";
        var created = gateway.send("POST", "/v1/nodes", NEWEST, body.formatted(chassis));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var node = created.json().get("uuid").asText();
        var outside = gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\"}")
                .json();

        assertThat(created.json().get("chassis_uuid").asText()).isEqualTo(chassis);
        for (var list : new String[] {"/v1/nodes?chassis_uuid=" + chassis, "/v1/chassis/" + chassis + "/nodes"}) {
            var nodes = gateway.get(list, NEWEST).json().get("nodes");
            assertThat(nodes).as(list).hasSize(1);
            assertThat(nodes.get(0).get("uuid").asText()).isEqualTo(node);
        }
        assertThat(gateway.get("/v1/chassis/" + chassis + "/nodes/detail?limit=1", NEWEST)
                        .json()
                        .get("next")
                        .asText())
                .startsWith(gateway.url() + "/v1/nodes/detail?");
        assertThat(gateway.get("/v1/nodes?chassis_uuid=" + UUID.randomUUID(), NEWEST)
                        .status())
                .isEqualTo(404);
        assertThat(gateway.send("POST", "/v1/nodes", NEWEST, body.formatted(UUID.randomUUID()))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("DELETE", "/v1/chassis/" + chassis, NEWEST, "").status())
                .as("not empty")
                .isEqualTo(400);

        var path = "/v1/nodes/" + node;
        var remove = "[{\"op\":\"remove\",\"path\":\"/chassis_uuid\"}]";
        assertThat(gateway.send("PATCH", path, "1.24", remove).status()).isEqualTo(406);
        assertThat(gateway.send("PATCH", path, "1.25", remove)
                        .json()
                        .get("chassis_uuid")
                        .isNull())
                .isTrue();
        var replace = "[{\"op\":\"replace\",\"path\":\"/chassis_uuid\",\"value\":\"%s\"}]";
        assertThat(gateway.send("PATCH", path, NEWEST, replace.formatted(UUID.randomUUID()))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("PATCH", path, NEWEST, replace.formatted(chassis))
                        .json()
                        .get("chassis_uuid")
                        .asText())
                .isEqualTo(chassis);
        assertThat(outside.get("chassis_uuid").isNull()).isTrue();
    }

    @Test
    void lists_takeAsManyStatementsForManyRowsAsForOne() {
        var chassis = chassis();
        for (var list :
                new String[] {"/v1/chassis", "/v1/chassis/detail", "/v1/chassis/" + chassis + "/nodes/detail"}) {
            var one = StatementCount.of(() -> gateway.get(list + "?limit=1", NEWEST));
            for (var i = 0; i < 99; i++) {
                chassis();
                gateway.send(
                        "POST",
                        "/v1/nodes",
                        NEWEST,
                        "{\"driver\":\"fake-hardware\",\"chassis_uuid\":\"%s\"}".formatted(chassis));
            }
            assertThat(StatementCount.of(() -> gateway.get(list + "?limit=100", NEWEST)))
                    .as(list)
                    .isEqualTo(one);
        }
    }

    private static String chassis() {
        var reply = gateway.send("POST", "/v1/chassis", NEWEST, "{}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }
}

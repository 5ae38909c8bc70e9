package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corners of the API that the comparison with Ironic found. */
class CornersIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String NODE = "corner";
    private static GatewayTesting gateway;
    private static String port;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        var node = send("POST", "/v1/nodes", "{\"driver\": \"fake-hardware\", \"name\": \"" + NODE + "\"}");
        assertThat(node.status()).as(node.text()).isEqualTo(201);
        var made = send(
                "POST",
                "/v1/ports",
                "{\"node_uuid\": %s, \"address\": \"52:54:00:00:0c:01\"}"
                        .formatted(node.json().get("uuid")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        port = made.json().get("uuid").asText();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an argument that nobody knows
                "POST|/v1/nodes?fields=uuid|{\"driver\":\"fake-hardware\"}|400|Unexpected arguments: fields",
                "PATCH|/v1/ports/PORT?x=1|[]|400|Unexpected arguments: x",
                "GET|/v1/nodes/corner/states?fields=power_state||400|Unexpected arguments: fields",
                "GET|/v1/nodes/corner/management/boot_device?x=1||400|Unexpected arguments: x",
                // paths below a node
                "GET|/v1/nodes/corner/detail||404|Resource could not be found.",
                "DELETE|/v1/nodes/corner/nonesuch||404|Resource could not be found.",
                "GET|/v1/nodes/corner/maintenance||405|Method Not Allowed",
                "DELETE|/v1/nodes/corner/vifs||400|vif_id",
                "POST|/v1/nodes/corner/ports|{}|400|/v1/ports",
                "GET|/v1/nodes/corner/ports/PORT||400|/v1/ports",
                "PATCH|/v1/nodes/corner/ports/PORT|[]|400|/v1/ports",
                "DELETE|/v1/nodes/corner/ports/PORT||400|/v1/ports",
                // a node of a port is named by its uuid
                "POST|/v1/ports|{\"node_uuid\":\"corner\",\"address\":\"52:54:00:00:0c:02\"}|400|node_uuid",
                // an unknown power target is told with the power state
                "PUT|/v1/nodes/corner/states/power|{\"target\":\"on\"}|400|while it is in state",
                "PUT|/v1/nodes/corner/traits|{\"traits\":[\"x\"]}|400|Schema error for body: ",
                "PUT|/v1/nodes/corner/traits/x||400|Schema error for trait: "
            })
    void refused(String method, String path, String body, int status, String text) {
        var reply = send(method, path.replace("PORT", port), body == null ? "" : body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.text()).contains(text);
    }

    @Test
    void next_ofDetailList_isDetailList() {
        assertThat(next("/v1/nodes/detail?limit=1"))
                .startsWith(gateway.url() + "/v1/nodes/detail?sort_key=id&sort_dir=asc&limit=1&marker=");
        assertThat(next("/v1/ports/detail?limit=1"))
                .startsWith(gateway.url() + "/v1/ports/detail?sort_key=id&sort_dir=asc&limit=1&marker=");
    }

    @Test
    void next_repeatsTheDefaultFieldsInTheirOrder() {
        assertThat(next("/v1/nodes?limit=1"))
                .contains("&fields=instance_uuid,maintenance,power_state,provision_state,uuid,name&limit=1&marker=");
    }

    @Test
    void trait_isAddedWithAnEmptyObject_andLocatedAsTheNodeWasNamed() {
        var reply = send("PUT", "/v1/nodes/corner/traits/CUSTOM_X", "{}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
        assertThat(reply.header("Location")).isEqualTo(gateway.url() + "/v1/nodes/corner/traits/CUSTOM_X");
    }

    @Test
    void ports_ofNode_whateverTheAddress() {
        var path = "/v1/ports?node=corner&address=52:54:00:00:0c:ff";
        assertThat(gateway.get(path, NEWEST).json().get("ports")).hasSize(1);
    }

    private static String next(String path) {
        return gateway.get(path, NEWEST).json().get("next").asText();
    }

    private static GatewayTesting.Reply send(String method, String path, String body) {
        return gateway.send(method, path, NEWEST, body);
    }
}

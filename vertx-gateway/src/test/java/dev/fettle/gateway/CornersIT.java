package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.node.NodeStore;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.UUID;
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
    private static String node;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        var created = send("POST", "/v1/nodes", "{\"driver\": \"fake-hardware\", \"name\": \"" + NODE + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        node = created.json().get("uuid").asText();
        var made = send(
                "POST", "/v1/ports", "{\"node_uuid\": \"%s\", \"address\": \"52:54:00:00:0c:01\"}".formatted(node));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        port = made.json().get("uuid").asText();
        for (var index = 0; index < 2; index++) {
            var target = send(
                    "POST",
                    "/v1/volume/targets",
                    "{\"node_uuid\":\"%s\",\"volume_type\":\"iscsi\",\"boot_index\":%d,\"volume_id\":\"v\"}"
                            .formatted(node, index));
            assertThat(target.status()).as(target.text()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // newer fields of a patch are told before the node is looked for, a removal is none
                "1.81|PATCH|/v1/nodes/nonesuch|[{\"op\":\"add\",\"path\":\"/shard\",\"value\":\"s\"}]|406|fault",
                "1.44|PATCH|/v1/nodes/nonesuch?reset_interfaces=0|[]|406|fault",
                "1.4|PATCH|/v1/nodes/nonesuch|[{\"op\":\"add\",\"path\":\"/name\",\"value\":\"n\"}]|406|fault",
                "1.4|PATCH|/v1/nodes/UUID|[{\"op\":\"remove\",\"path\":\"/shard\"}]|200|",
                // of several unknown fields the one that is only too new is told
                "1.81|GET|/v1/nodes?fields=nonesuch,shard||406|fault",
                "1.81|GET|/v1/nodes/corner?fields=nonesuch,shard||406|fault",
                // the form of what hides a newer resource
                "1.51|POST|/v1/allocations|{}|405|fault",
                "1.51|DELETE|/v1/allocations/x||405|fault",
                "1.56|PATCH|/v1/allocations/x|[]|405|fault",
                "1.88|GET|/v1/nodes/corner/vmedia||404|code",
                "1.88|POST|/v1/nodes/corner/vmedia|{}|404|code",
                "1.88|DELETE|/v1/nodes/corner/vmedia||404|code",
                "1.92|GET|/v1/nodes/corner/vmedia||404|fault"
            })
    void oldVersions(String version, String method, String path, String body, int status, String form) {
        var reply = gateway.send(method, path.replace("UUID", node), version, body == null ? "" : body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        if (form != null) {
            assertThat(reply.text()).startsWith("{\"error_message\":\"{\\\"" + form);
        }
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
                "PUT|/v1/nodes/corner/traits/x||400|Schema error for trait: ",
                // an ident in the path that can be none
                "GET|/v1/nodes/b@d/validate||400|\\\"code\\\":400",
                // a patch is looked at before its node, the node before the values
                "PATCH|/v1/nodes/nonesuch|{}|400|Schema error for patch: ",
                "PATCH|/v1/nodes/nonesuch|[{\"op\":\"remove\",\"path\":\"/uuid\"}]|400|/uuid",
                "PATCH|/v1/nodes/nonesuch?reset_interfaces=true|[]|400|reset_interfaces",
                "PATCH|/v1/nodes/nonesuch|[{\"op\":\"add\",\"path\":\"/network_data\",\"value\":{\"a\":1}}]|400|network_data",
                "PATCH|/v1/nodes/nonesuch|[{\"op\":\"add\",\"path\":\"/name\",\"value\":\"b@d\"}]|404|Node nonesuch could not",
                "PATCH|/v1/nodes/nonesuch|[]|404|Node nonesuch could not"
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
    void next_ofDetails_staysInItsCollectionAndCanBeFollowed() {
        var next = next("/v1/volume/targets?detail=true&limit=1");

        assertThat(next)
                .startsWith(gateway.url() + "/v1/volume/targets?sort_key=id&sort_dir=asc&detail=True&limit=1&marker=");
        var second = gateway.get(next.substring(gateway.url().length()), NEWEST);
        assertThat(second.json().get("targets").get(0).get("boot_index").asInt())
                .isEqualTo(1);
    }

    @Test
    void next_repeatsDetail_alsoWhenItIsFalse() {
        assertThat(next("/v1/ports?detail=false&limit=1"))
                .contains("?sort_key=id&sort_dir=asc&detail=False&fields=uuid,address&limit=1&marker=");
        assertThat(next("/v1/nodes?detail=no&limit=1&fields=uuid"))
                .contains("&sort_dir=asc&detail=False&fields=uuid&limit=1&marker=");
        assertThat(next("/v1/nodes/corner/volume/targets?detail=0&limit=1"))
                .contains("/v1/volume/targets?sort_key=id&sort_dir=asc&detail=False&fields=uuid,");
    }

    @Test
    void aSmartNic_isHeldAgainstAGivenLinkOnly() {
        var port = "{\"node_uuid\":\"%s\",\"address\":\"52:54:00:00:0c:%s\",\"is_smartnic\":true%s}";

        for (var link : List.of("", ",\"local_link_connection\":null")) {
            var made = send("POST", "/v1/ports", port.formatted(node, link.isEmpty() ? "11" : "12", link));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(made.json().get("local_link_connection")).isEmpty();
            var path = "/v1/ports/" + made.json().get("uuid").asText();
            var named = send("PATCH", path, "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1}]");
            assertThat(named.status()).as(named.text()).isEqualTo(200);
        }
        assertThat(send("POST", "/v1/ports", port.formatted(node, "13", ",\"local_link_connection\":{}"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void media_ofANodeThatNobodyServes_is400() {
        var lost = send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\"}")
                .json()
                .get("uuid")
                .asText();
        new NodeStore(POSTGRES.database())
                .edit(UUID.fromString(lost), node -> node.with(NodeFields.CONDUCTOR_GROUP, "nowhere"));
        var media = "/v1/nodes/" + lost + "/vmedia";

        for (var reply : List.of(
                gateway.get(media, NEWEST),
                send("POST", media, "{\"device_type\":\"cdrom\",\"image_url\":\"http://x/\"}"),
                send("DELETE", media, ""))) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.fault()).startsWith("No valid host was found. Reason: ");
        }
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

package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.allocation.Assignment;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationsIT {
    private static final String NEWEST = "1.115";
    private static final String ALL = "/v1/allocations";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;
    private static NodeStore nodes;
    private static AllocationStore allocations;

    /** A class of its own for each test. */
    private final String resourceClass = "class-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        nodes = new NodeStore(POSTGRES.database());
        allocations = new AllocationStore(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void lifeCycle() {
        var node =
                node(it -> it.with(NodeFields.NAME, "node-" + UUID.randomUUID()).with(NodeFields.OWNER, "p1"));
        nodes.editTraits(node.uuid(), _ -> List.of("CUSTOM_A"));
        var name = "web-" + UUID.randomUUID();

        var created = gateway.send(
                "POST", ALL, NEWEST, """
                {"name": "%s", "resource_class": "%s", "traits": ["CUSTOM_A"], "candidate_nodes": ["%s", "%s"],
                 "extra": {"a": 1}, "owner": "p1"}""".formatted(name, resourceClass, node.get(NodeFields.NAME), node.uuid()));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var made = created.json();
        var uuid = made.get("uuid").asText();
        var path = ALL + "/" + uuid;
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(made.get("state").asText()).isEqualTo("allocating");
        assertThat(made.get("node_uuid").isNull()).isTrue();
        assertThat(made.get("candidate_nodes").toString())
                .isEqualTo("[\"%s\",\"%s\"]".formatted(node.uuid(), node.uuid()));
        assertThat(made.has("node")).isFalse();
        assertThat(made.has("conductor_affinity")).isFalse();
        assertThat(made.get("links").get(0).get("href").asText()).isEqualTo(gateway.url() + path);

        assign(uuid);
        var shown = gateway.get(ALL + "/" + name, NEWEST).json();
        assertThat(shown.get("state").asText()).isEqualTo("active");
        assertThat(shown.get("node_uuid").asText()).isEqualTo(node.uuid().toString());
        assertThat(gateway.get("/v1/nodes/" + node.uuid() + "/allocation", NEWEST)
                        .json())
                .isEqualTo(shown);
        var shownNode = gateway.get("/v1/nodes/" + node.uuid(), NEWEST).json();
        assertThat(shownNode.get("allocation_uuid").asText()).isEqualTo(uuid);
        assertThat(shownNode.get("instance_uuid").asText()).isEqualTo(uuid);
        assertThat(gateway.get("/v1/nodes/" + node.uuid(), "1.51").json().has("allocation_uuid"))
                .isFalse();

        var patched = gateway.send("PATCH", path, NEWEST, """
                [{"op": "replace", "path": "/name", "value": "%s-2"}, {"op": "add", "path": "/extra/b.c", "value": 2}]""".formatted(name));
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("name").asText()).isEqualTo(name + "-2");
        assertThat(patched.json().get("extra").toString()).isEqualTo("{\"a\":1,\"b.c\":2}");
        assertThat(patched.json().get("state").asText()).isEqualTo("active");
        assertThat(patched.json().get("updated_at").isNull()).isFalse();

        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).fault()).isEqualTo("Allocation " + uuid + " could not be found.");
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(404);
        assertThat(gateway.get("/v1/nodes/" + node.uuid(), NEWEST)
                        .json()
                        .get("instance_uuid")
                        .isNull())
                .isTrue();
    }

    @Test
    void ofANode_deleted() {
        var node = node(it -> it);
        var path = "/v1/nodes/" + node.uuid() + "/allocation";
        assertThat(gateway.get(path, NEWEST).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(404);
        var uuid = create("{\"resource_class\": \"%s\"}".formatted(resourceClass));
        assign(uuid);

        assertThat(gateway.get(path, "1.51").status()).isEqualTo(404);
        assertThat(gateway.get(path + "?fields=uuid", NEWEST).json().fieldNames())
                .toIterable()
                .containsExactly("uuid", "links");
        assertThat(gateway.send("DELETE", path, "1.51", "").status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);

        assertThat(gateway.get(path, NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get(ALL + "/" + uuid, NEWEST).status()).isEqualTo(404);
    }

    @Test
    void backfill_takesTheInstanceOfTheNode() {
        var instance = UUID.randomUUID();
        var node = node(it -> it.with(NodeFields.INSTANCE_UUID, instance)
                .with(NodeFields.NAME, "used-" + UUID.randomUUID())
                .with(NodeFields.PROVISION_STATE, "active"));
        var body = "{\"node\": \"%s\"}".formatted(node.get(NodeFields.NAME));

        assertThat(gateway.send("POST", ALL, "1.57", body).status()).isEqualTo(400);
        var made = gateway.send("POST", ALL, "1.58", body);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("uuid").asText()).isEqualTo(instance.toString());
        assertThat(made.json().get("state").asText()).isEqualTo("active");
        assertThat(made.json().get("node_uuid").asText()).isEqualTo(node.uuid().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "[]|400",
                "{\"resource_class\":null}|400",
                "{\"resource_class\":\"\"}|400",
                "{\"resource_class\":7}|400",
                "{\"resource_class\":\"x\",\"name\":\"a b\"}|400",
                "{\"resource_class\":\"x\",\"name\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"}|400",
                "{\"resource_class\":\"x\",\"traits\":[\"lower\"]}|400",
                "{\"resource_class\":\"x\",\"traits\":\"CUSTOM_A\"}|400",
                "{\"resource_class\":\"x\",\"candidate_nodes\":[\"nobody\"]}|400",
                "{\"resource_class\":\"x\",\"candidate_nodes\":[7]}|400",
                "{\"resource_class\":\"x\",\"uuid\":\"7\"}|400",
                "{\"resource_class\":\"x\",\"state\":\"active\"}|400",
                "{\"resource_class\":\"x\",\"node_uuid\":null}|400",
                "{\"node\":\"nobody\"}|400",
                "{\"node\":7}|400",
                "{\"resource_class\":\"x\",\"owner\":\"p\",\"extra\":[]}|400"
            })
    void create_badBody(String body, int status) {
        var reply = gateway.send("POST", ALL, NEWEST, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void versions() {
        var body = "{\"resource_class\":\"x\",\"owner\":\"p\"}";
        assertThat(gateway.send("POST", ALL, "1.59", body).status()).isEqualTo(406);
        assertThat(gateway.send("POST", ALL, "1.51", body).status()).isEqualTo(405);
        assertThat(gateway.get(ALL, "1.51").status()).isEqualTo(404);
        var uuid = create(body);
        var path = ALL + "/" + uuid;
        assertThat(gateway.get(path, "1.51").status()).isEqualTo(404);
        assertThat(gateway.get(path, "1.59").json().has("owner")).isFalse();
        assertThat(gateway.get(ALL + "?owner=p", "1.59").status()).isEqualTo(406);
        assertThat(gateway.send("PATCH", path, "1.56", "[]").status()).isEqualTo(405);
        assertThat(gateway.send("PATCH", path, "1.57", "[]").status()).isEqualTo(200);
        assertThat(gateway.send("DELETE", path, "1.51", "").status()).isEqualTo(405);
        assertThat(gateway.send("DELETE", ALL, NEWEST, "").status()).isEqualTo(400);
    }

    @Test
    void patch_refused() {
        var path = ALL + "/" + create("{\"resource_class\":\"x\",\"name\":\"a-%s\"}".formatted(UUID.randomUUID()));
        var other = "b-" + UUID.randomUUID();
        create("{\"resource_class\":\"x\",\"name\":\"%s\"}".formatted(other));
        var refused = List.of(
                "[{\"op\":\"replace\",\"path\":\"/state\",\"value\":\"active\"}]",
                "[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"p\"}]",
                "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"a b\"}]",
                "[{\"op\":\"replace\",\"path\":\"/extra\",\"value\":7}]",
                "[{\"op\":\"remove\",\"path\":\"/extra/none\"}]",
                "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":[1]}]",
                "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1.5}]",
                "{}");
        for (var each : refused) {
            assertThat(gateway.send("PATCH", path, NEWEST, each).status())
                    .as(each)
                    .isEqualTo(400);
        }
        var taken = gateway.send(
                "PATCH", path, NEWEST, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"%s\"}]".formatted(other));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.fault()).isEqualTo("An allocation with name " + other + " already exists.");
        var removed = gateway.send("PATCH", path, NEWEST, """
                [{"op": "remove", "path": "/name"}, {"op": "remove", "path": "/extra"}]""");
        assertThat(removed.json().get("name").isNull()).isTrue();
        assertThat(removed.json().get("extra").size()).isZero();
    }

    @Test
    void takenUuid_is409() {
        var uuid = UUID.randomUUID();
        var body = "{\"resource_class\":\"x\",\"uuid\":\"%s\"}".formatted(uuid);
        create(body);

        var again = gateway.send("POST", ALL, NEWEST, body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.fault()).isEqualTo("An allocation with UUID " + uuid + " already exists.");
    }

    @Test
    void lists_filters() {
        var node = node(it ->
                it.with(NodeFields.NAME, "listed-" + UUID.randomUUID()).with(NodeFields.LESSEE, "o-" + resourceClass));
        var first = create("{\"resource_class\":\"%s\",\"owner\":\"o-%s\"}".formatted(resourceClass, resourceClass));
        var second = create("{\"resource_class\":\"%s\"}".formatted(resourceClass));
        assign(first);
        var ofClass = "?resource_class=" + resourceClass;

        assertThat(uuids(ofClass)).containsExactly(first, second);
        assertThat(uuids(ofClass + "&state=active")).containsExactly(first);
        assertThat(uuids(ofClass + "&state=error")).isEmpty();
        assertThat(uuids("?owner=o-" + resourceClass)).containsExactly(first);
        assertThat(uuids("?node=" + node.uuid())).containsExactly(first);
        assertThat(uuids("?node=" + node.get(NodeFields.NAME))).containsExactly(first);
        assertThat(uuids(ofClass + "&sort_key=updated_at&sort_dir=desc")).hasSize(2);
        assertThat(gateway.get(ALL + "?node=nobody", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get(ALL + "?node=" + UUID.randomUUID(), NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get(ALL + "?detail=true", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get(ALL + "?sort_key=traits", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get(ALL + "?fields=x", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get(ALL + "?fields=owner", "1.59").status()).isEqualTo(406);
        assertThat(gateway.get(ALL + "?marker=" + UUID.randomUUID(), NEWEST).status())
                .isEqualTo(404);
    }

    @Test
    void lists_pages() {
        var first = create("{\"resource_class\":\"%s\",\"extra\":{\"a\":1}}".formatted(resourceClass));
        var second = create("{\"resource_class\":\"%s\"}".formatted(resourceClass));
        var path = ALL + "?resource_class=" + resourceClass;

        var page = gateway.get(path + "&limit=1", NEWEST).json();

        assertThat(page.get("allocations").get(0).get("extra").toString()).isEqualTo("{\"a\":1}");
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url() + ALL + "?sort_key=id&sort_dir=asc&limit=1&marker=" + first);
        var next = gateway.get(path + "&limit=1&marker=" + first + "&fields=uuid,state", NEWEST)
                .json();
        assertThat(next.get("allocations").get(0).get("uuid").asText()).isEqualTo(second);
        assertThat(next.get("allocations").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("uuid", "state", "links");
        assertThat(next.get("next").asText()).contains("&fields=uuid,state&limit=1");
    }

    @Test
    void lists_costTheSameForAnyNumber() {
        for (var i = 0; i < 30; i++) {
            var name = "n-" + UUID.randomUUID();
            node(it -> it.with(NodeFields.NAME, name));
            assign(create("{\"resource_class\":\"%s\",\"name\":\"%s\"}".formatted(resourceClass, name)));
        }
        var all = ALL + "?resource_class=" + resourceClass;
        var marker = uuids("?resource_class=" + resourceClass).getFirst();

        assertThat(StatementCount.of(() -> assertThat(list(all)).hasSize(30))).isEqualTo(1);
        assertThat(StatementCount.of(
                        () -> assertThat(list(all + "&marker=" + marker)).hasSize(29)))
                .isEqualTo(2);
        var candidates = list(all).findValuesAsText("node_uuid").stream()
                .map(uuid -> "\"" + uuid + "\"")
                .toList();
        var body = "{\"resource_class\":\"x\",\"candidate_nodes\":" + candidates + "}";
        assertThat(StatementCount.of(() -> create(body)))
                .as("one for all candidates, one of the conductor")
                .isEqualTo(2);
    }

    private static JsonNode list(String path) {
        return gateway.get(path, NEWEST).json().get("allocations");
    }

    private static List<String> uuids(String query) {
        return list(ALL + query).findValuesAsText("uuid");
    }

    private static String create(String body) {
        var reply = gateway.send("POST", ALL, NEWEST, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }

    private static void assign(String uuid) {
        Allocation wish = allocations.find(UUID.fromString(uuid)).orElseThrow();
        assertThat(allocations.assign(wish)).isInstanceOf(Assignment.Assigned.class);
        assertThat(wish.get(AllocationFields.NODE_UUID)).isNull();
    }

    private Node node(UnaryOperator<Node> change) {
        var defaults = Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, UUID.randomUUID())
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.RESOURCE_CLASS, resourceClass)
                .with(NodeFields.POWER_STATE, "power off")
                .with(NodeFields.PROVISION_STATE, "available");
        return nodes.insert(change.apply(defaults));
    }
}

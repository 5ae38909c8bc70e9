package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.testing.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the API has on top: repeats that are safe, many nodes at once, events as they happen. */
class BeyondTheReferenceIT {
    private static final String VERSION = "1.115";
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void aRepeatedPostWithAKeyIsDoneOnce() {
        var body = "{\"driver\":\"fake-hardware\"}";
        var key = UUID.randomUUID().toString();

        var first = gateway.send("POST", "/v1/nodes", VERSION, body, "Idempotency-Key", key);
        var second = gateway.send("POST", "/v1/nodes", VERSION, body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void aKeyIsForOneRequest() {
        var key = UUID.randomUUID().toString();
        gateway.send("POST", "/v1/nodes", VERSION, "{\"driver\":\"fake-hardware\"}", "Idempotency-Key", key);

        var other = gateway.send(
                "POST", "/v1/nodes", VERSION, "{\"driver\":\"fake-hardware\",\"name\":\"n\"}", "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.fault()).contains("Use a new key");
    }

    @Test
    void aRequestThatFailedMayBeRepeatedWithItsKey() {
        var key = UUID.randomUUID().toString();
        var name = "n" + key;
        var body = "{\"driver\":\"fake-hardware\",\"name\":\"" + name + "\"}";
        var taken = create(name);
        assertThat(gateway.send("POST", "/v1/nodes", VERSION, body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(409);
        gateway.send("DELETE", "/v1/nodes/" + taken, VERSION, "");

        assertThat(gateway.send("POST", "/v1/nodes", VERSION, body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBadKeyIsRefused() {
        var reply =
                gateway.send("POST", "/v1/nodes", VERSION, "{\"driver\":\"fake-hardware\"}", "Idempotency-Key", "a b");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fault()).contains("Idempotency-Key");
    }

    @Test
    void aNodeHasATagThatItsWritesChange() {
        var path = "/v1/nodes/" + create("tagged");
        var first = gateway.get(path, VERSION).header("ETag");
        assertThat(first).matches("\"[0-9]+\"");
        assertThat(gateway.get(path + "?fields=name", "1.50").header("ETag")).isEqualTo(first);

        var patch = "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1}]";
        var patched = gateway.send("PATCH", path, VERSION, patch, "If-Match", first);
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.header("ETag")).isNotEqualTo(first);
        assertThat(gateway.get(path, VERSION).header("ETag")).isEqualTo(patched.header("ETag"));

        var late = gateway.send("PATCH", path, VERSION, patch, "If-Match", first);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.fault()).contains("Read it again");
        assertThat(gateway.send("DELETE", path, VERSION, "", "If-Match", first).status())
                .isEqualTo(412);
        assertThat(gateway.send("PATCH", path, VERSION, patch, "If-Match", "*").status())
                .isEqualTo(200);
        var newest = gateway.get(path, VERSION).header("ETag");
        assertThat(gateway.send("DELETE", path, VERSION, "", "If-Match", "\"0\", " + newest)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theApiDescribesItself() {
        var document = gateway.get("/v1/openapi.json", "").json();

        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/info/version").asText()).isEqualTo(VERSION);
        var show = document.get("paths").get("/v1/nodes/{node}").get("get");
        assertThat(show.get("x-policy-rule").asText()).isEqualTo("baremetal:node:get");
        assertThat(show.at("/responses/2XX/content")
                        .get("application/json")
                        .at("/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/node");
        var owner = document.at("/components/schemas/node/properties/owner");
        assertThat(owner.get("x-min-microversion").asText()).isEqualTo("1.50");
        assertThat(owner.get("type").get(0).asText()).isEqualTo("string");
    }

    @Test
    void manyNodesAtOnceGetAResultEach() {
        var good = create("bulk-good");
        var other = create("bulk-other");

        var reply = gateway.send("POST", "/v1/nodes/actions", VERSION, """
                {"nodes": ["%s", "bulk-other", "bulk-none"], "power": {"target": "power on"}}""".formatted(good));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var results = reply.json().get("results");
        assertThat(results).hasSize(3);
        assertThat(results.get(0).get("status").asInt()).isEqualTo(202);
        assertThat(results.get(1).get("status").asInt()).isEqualTo(202);
        assertThat(results.get(2).get("status").asInt()).isEqualTo(404);
        assertThat(results.get(2).get("faultstring").asText()).isEqualTo("Node bulk-none could not be found.");
        assertThat(gateway.conductor().asked())
                .contains(
                        new ChangeNodePowerState(UUID.fromString(good), "power on", null),
                        new ChangeNodePowerState(UUID.fromString(other), "power on", null));
    }

    @Test
    void verbsOfManyNodesAreCheckedForEach() {
        var node = create("bulk-verb");

        var reply = gateway.send(
                "POST",
                "/v1/nodes/actions",
                VERSION,
                "{\"nodes\": [\"bulk-verb\"], \"provision\": {\"target\": \"active\"}}");

        assertThat(reply.json().at("/results/0/status").asInt()).isEqualTo(400);
        assertThat(reply.json().at("/results/0/faultstring").asText())
                .isEqualTo("The requested action \"active\" can not be performed on node \"" + node
                        + "\" while it is in state \"enroll\".");
    }

    @Test
    void whatIsNoBulkActionIsRefused() {
        for (var body : List.of(
                "{}",
                "{\"nodes\": [\"a\"]}",
                "{\"nodes\": [], \"power\": {}}",
                "{\"nodes\": [\"a\"], \"power\": {}, \"provision\": {}}",
                "{\"nodes\": [\"a\", \"a\"], \"power\": {\"target\": \"power on\"}}",
                "{\"nodes\": [1], \"power\": {\"target\": \"power on\"}}",
                "{\"nodes\": [\"a\"], \"power\": []}",
                "{\"nodes\": [\"a\"], \"reboot\": {}}")) {
            var reply = gateway.send("POST", "/v1/nodes/actions", VERSION, body);

            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.fault()).as(body).startsWith("Schema error for actions: ");
        }
    }

    @Test
    void aNodeThatIsCalledActionsIsStillReachedByItsName() {
        var uuid = create("actions");

        assertThat(gateway.get("/v1/nodes/actions", VERSION).json().get("uuid").asText())
                .isEqualTo(uuid);
        assertThat(gateway.send("DELETE", "/v1/nodes/actions", VERSION, "").status())
                .isEqualTo(204);
    }

    @Test
    void eventsComeAsTheyHappenAndGoOnAfterABreak() throws Exception {
        var node = UUID.fromString(create("watched"));
        create("unwatched");
        String first;
        try (var stream = new Listening("/v1/events/stream?node=watched", "")) {
            change(node, "manageable");
            var event = stream.next();
            assertThat(event.type()).isEqualTo("node.transition");
            assertThat(event.data().get("node").asText()).isEqualTo(node.toString());
            assertThat(event.data().get("name").asText()).isEqualTo("watched");
            assertThat(event.data().get("state").asText()).isEqualTo("manageable");
            assertThat(event.data().get("event").asText()).isEqualTo("now manageable");
            first = event.id();
        }
        change(node, "available");
        change(node, "manageable");

        try (var stream = new Listening("/v1/events/stream?node=" + node, first)) {
            var seen = List.of(stream.next(), stream.next());
            assertThat(seen)
                    .extracting(event -> event.data().get("state").asText())
                    .containsExactly("available", "manageable");
            assertThat(new HashSet<>(seen.stream().map(Event::id).toList()))
                    .hasSize(2)
                    .doesNotContain(first);
        }
    }

    @Test
    void askingForTheHeadersOnlyTakesNoPlace() throws Exception {
        var node = UUID.fromString(create("headed"));
        for (var i = 0; i < 80; i++) {
            assertThat(gateway.send("HEAD", "/v1/events/stream", VERSION, "").status())
                    .isEqualTo(200);
        }

        try (var stream = new Listening("/v1/events/stream?node=headed", "")) {
            change(node, "manageable");
            assertThat(stream.next().data().get("state").asText()).isEqualTo("manageable");
        }
    }

    @Test
    void moreNodesThanAStreamFollows_areRefused() {
        var path = "/v1/events/stream?" + "node=a&".repeat(101);

        assertThat(gateway.get(path, VERSION).status()).isEqualTo(400);
    }

    @Test
    void onlyTheTypesAskedForCome() throws Exception {
        var node = UUID.fromString(create("typed"));

        try (var stream = new Listening("/v1/events/stream?type=node.monitoring", "")) {
            change(node, "manageable");
            new NodeStore(POSTGRES.database())
                    .edit(
                            node,
                            before -> before.with(NodeFields.POWER_STATE, "power on"),
                            Optional.of(new HistoryEntry("power", "monitoring", false, "host", null, null)));
            var event = stream.next();
            assertThat(event.type()).isEqualTo("node.monitoring");
            assertThat(event.data().get("power_state").asText()).isEqualTo("power on");
        }
    }

    @Test
    void aBadPlaceToStartIsRefused() {
        var reply = gateway.get("/v1/events/stream", VERSION, "Last-Event-ID", "yesterday");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fault()).contains("Last-Event-ID 'yesterday' is no id of an event");
        assertThat(gateway.get("/v1/events/stream?node=nobody", VERSION).status())
                .isEqualTo(404);
    }

    private static String create(String name) {
        var reply =
                gateway.send("POST", "/v1/nodes", VERSION, "{\"driver\":\"fake-hardware\",\"name\":\"" + name + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }

    private static void change(UUID node, String state) {
        new NodeStore(POSTGRES.database())
                .edit(
                        node,
                        before -> before.with(NodeFields.PROVISION_STATE, state),
                        Optional.of(new HistoryEntry("now " + state, "transition", false, "host", "ann", "p1")));
    }

    /** One event as it came. */
    record Event(String id, String type, JsonNode data) {}

    /** A client of the stream; reads with a deadline. */
    private static final class Listening implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Listening(String path, String lastEvent) throws IOException {
            connection =
                    (HttpURLConnection) URI.create(gateway.url() + path).toURL().openConnection();
            connection.setReadTimeout(30_000);
            connection.setRequestProperty("X-OpenStack-Ironic-API-Version", VERSION);
            if (!lastEvent.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastEvent);
            }
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).isEqualTo("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(": from ");
            assertThat(lines.readLine()).isEmpty();
        }

        Event next() throws IOException {
            var block = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    block.add(line);
                } else if (block.size() == 3) {
                    return new Event(
                            block.get(0).substring("id: ".length()),
                            block.get(1).substring("event: ".length()),
                            JSON.readTree(block.get(2).substring("data: ".length())));
                } else {
                    block.clear(); // a sign of life
                }
            }
            throw new AssertionError("the stream ended");
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}

package dev.fettle.gateway;

import static dev.fettle.gateway.AccessCaller.OWNER_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gateway.GatewayTesting.Reply;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeats under a key whose first request nobody knows the end of, or whose caller may no longer do it: {@code docs/adr/0010}. */
class SafeRepeatsIT {
    private static final String VERSION = "1.115";
    private static final String LOST = "created_at = created_at - interval '6 minutes'";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static GatewayTesting gateway;
    private static AccessFixtures fixtures;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        fixtures = new AccessFixtures(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aNodeWhoseGatewayDied_isFoundByTheRepeat() throws Exception {
        var stored = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        var body = "{\"driver\": \"fake-hardware\", \"description\": \"" + key + "\"}";
        var first = new GatewayTesting(POSTGRES.database());
        try (var client = HttpClient.newHttpClient()) {
            first.conductor().afterCreate(() -> {
                stored.countDown();
                await(dead);
            });
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(first.url() + "/v1/nodes"))
                            .header("Content-Type", "application/json")
                            .header("X-OpenStack-Ironic-API-Version", VERSION)
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            await(stored);
            first.close();
            dead.countDown();
            assertThat(answer.handle((reply, _) -> reply == null || reply.statusCode() >= 500)
                            .get(30, TimeUnit.SECONDS))
                    .as("the caller did not learn of the node")
                    .isTrue();
        }
        change(LOST);

        var repeat = post("/v1/nodes", body);

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        var nodes = gateway.get("/v1/nodes?description_contains=" + key, VERSION)
                .json()
                .get("nodes");
        assertThat(nodes).hasSize(1);
        assertThat(nodes.get(0).get("uuid")).isEqualTo(repeat.json().get("uuid"));
        assertThat(repeat.header("Location"))
                .endsWith("/v1/nodes/" + repeat.json().get("uuid").asText());
        assertThat(post("/v1/nodes", body).text()).as("now it is remembered").isEqualTo(repeat.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/nodes | {\"driver\": \"fake-hardware\"}",
                "/v1/ports | {\"address\": \"{mac}\", \"node_uuid\": \"{node}\"}",
                "/v1/portgroups | {\"node_uuid\": \"{node}\"}",
                "/v1/volume/connectors | {\"node_uuid\": \"{node}\", \"type\": \"iqn\", \"connector_id\": \"iqn.{number}\"}",
                "/v1/volume/targets | {\"node_uuid\": \"{node}\", \"volume_type\": \"iscsi\", \"boot_index\": 0, \"volume_id\": \"v\"}",
                "/v1/chassis | {\"description\": \"x\"}",
                "/v1/allocations | {\"resource_class\": \"access\"}",
                "/v1/deploy_templates | {\"name\": \"CUSTOM_S{number}\", \"steps\": [{\"interface\": \"bios\", \"step\": \"x\", \"args\": {}, \"priority\": 10}]}",
                "/v1/runbooks | {\"name\": \"CUSTOM_S{number}\", \"steps\": [{\"interface\": \"bios\", \"step\": \"x\", \"args\": {}, \"order\": 1}]}",
                "/v1/inspection_rules | {\"actions\": [{\"op\": \"fail\", \"args\": {\"msg\": \"no\"}}]}",
            })
    void whateverWasCreated_isFoundAndNotCreatedAnew(String path, String template) throws SQLException {
        var body = fixtures.fill("", template).body();
        var first = post(path, body);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        change("status = null, location = null, answer = null, " + LOST); // as if the gateway died before it answered

        var repeat = post(path, body);

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
        assertThat(repeat.json()).isEqualTo(first.json());
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void whatIsGoneMeanwhile_isCreatedUnderTheSameUuid() throws SQLException {
        var body = "{\"description\": \"x\"}";
        var first = post("/v1/chassis", body).json().get("uuid").asText();
        change("status = null, " + LOST);
        assertThat(gateway.send("DELETE", "/v1/chassis/" + first, VERSION, "").status())
                .isEqualTo(204);

        assertThat(post("/v1/chassis", body).json().get("uuid").asText()).isEqualTo(first);
    }

    @Test
    void aConductorThatDidNotAnswer_keepsTheKeyForAWhile() throws SQLException {
        var body = "{\"driver\": \"fake-hardware\", \"description\": \"" + key + "\"}";
        gateway.conductor().afterCreate(() -> {
            throw new FaultException(FaultCode.MESSAGING_TIMEOUT, "no answer in time");
        });
        assertThat(post("/v1/nodes", body).status()).isGreaterThanOrEqualTo(500);
        gateway.conductor().afterCreate(() -> {});

        var early = post("/v1/nodes", body);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.header("Retry-After")).isNotEmpty();
        assertThat(early.fault()).contains("is at work since");

        change(LOST);
        var late = post("/v1/nodes", body);
        assertThat(late.status()).as(late.text()).isEqualTo(201);
        assertThat(gateway.get("/v1/nodes?description_contains=" + key, VERSION)
                        .json()
                        .get("nodes"))
                .hasSize(1);
    }

    @Test
    void whatCreatesNothing_isNeverDoneTwice() throws SQLException {
        var node = fixtures.node("alpha", null);
        var body = "{\"nodes\": [\"" + node + "\"], \"power\": {\"target\": \"power on\"}}";
        assertThat(post("/v1/nodes/actions", body).status()).isEqualTo(200);
        change("status = null, " + LOST);

        var repeat = post("/v1/nodes/actions", body);

        assertThat(repeat.status()).isEqualTo(409);
        assertThat(repeat.header("Retry-After")).isEmpty();
        assertThat(repeat.fault()).contains("Nobody knows how").contains("use a new key");
        assertThat(gateway.conductor().asked())
                .filteredOn(new ChangeNodePowerState(node, "power on", null)::equals)
                .hasSize(1);
    }

    @Test
    void theQueryIsPartOfTheRequest() {
        var path = "/v1/nodes/" + fixtures.node("alpha", null) + "/vendor_passthru?method=";
        assertThat(post(path + "sync", "{}").status()).isLessThan(400);
        assertThat(post(path + "other", "{}").status()).isEqualTo(422);
    }

    @Test
    void whoLostTheRole_doesNotGetTheAnswerAgain() throws IOException {
        try (var access = new AccessGateway(POSTGRES.database(), folder)) {
            var node = fixtures.node("alpha", null);
            for (var request : new String[][] {
                {"/v1/nodes", "{\"driver\": \"fake-hardware\"}"},
                {"/v1/portgroups", "{\"node_uuid\": \"" + node + "\"}"},
                {"/v1/nodes/actions", "{\"nodes\": [\"" + node + "\"], \"power\": {\"target\": \"power on\"}}"}
            }) {
                var keyed = new Keyed(access, request[0], request[1]);
                var first = keyed.send();
                assertThat(first.status()).as(first.text()).isLessThan(300);
                assertThat(first.text()).doesNotContain("403");
                assertThat(keyed.send().header("Idempotency-Replayed")).isEqualTo("true");

                roles("reader");
                var refused = keyed.send();
                assertThat(refused.status())
                        .as(request[0] + ": " + refused.text())
                        .isEqualTo(403);
                assertThat(refused.text()).doesNotContain("fake-hardware").contains("baremetal:");

                roles("admin");
                assertThat(keyed.send().text()).isEqualTo(first.text());
            }
        }
    }

    /** A request of the owner's admin with a key of its own. */
    private record Keyed(AccessGateway access, String path, String body, String key) {
        Keyed(AccessGateway access, String path, String body) {
            this(access, path, body, UUID.randomUUID().toString());
        }

        Reply send() {
            return access.gateway()
                    .send(
                            "POST",
                            path,
                            VERSION,
                            body,
                            "Idempotency-Key",
                            key,
                            "Authorization",
                            OWNER_ADMIN.credentials());
        }
    }

    private static void roles(String role) throws IOException {
        Files.writeString(
                folder.resolve("roles.yaml"), OWNER_ADMIN.word() + ": {roles: [" + role + "], project: alpha}\n");
    }

    private Reply post(String path, String body) {
        return gateway.send("POST", path, VERSION, body, "Idempotency-Key", key);
    }

    /** Changes what is kept under the key: time and death are inputs. */
    private void change(String settings) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.url());
                var update =
                        connection.prepareStatement("update idempotency_keys set " + settings + " where key = ?")) {
            update.setString(1, key);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

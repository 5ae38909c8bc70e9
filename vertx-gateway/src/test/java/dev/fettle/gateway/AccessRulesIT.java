package dev.fettle.gateway;

import static dev.fettle.gateway.AccessCaller.LESSEE_ADMIN;
import static dev.fettle.gateway.AccessCaller.LESSEE_MEMBER;
import static dev.fettle.gateway.AccessCaller.OTHER_ADMIN;
import static dev.fettle.gateway.AccessCaller.OWNER_ADMIN;
import static dev.fettle.gateway.AccessCaller.OWNER_MEMBER;
import static dev.fettle.gateway.AccessCaller.OWNER_READER;
import static dev.fettle.gateway.AccessCaller.SYSTEM_ADMIN;
import static dev.fettle.gateway.AccessCaller.SYSTEM_READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.PolicyOptions;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the policy does beyond letting in and refusing. */
class AccessRulesIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static AccessGateway gateway;
    private static AccessFixtures fixtures;

    @BeforeAll
    static void start() throws IOException {
        gateway = new AccessGateway(POSTGRES.database(), folder);
        fixtures = new AccessFixtures(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void fieldsAreHiddenFromLesseesOnEveryVerb() {
        var uuid = fixtures.node("alpha", "beta");
        var path = "/v1/nodes/" + uuid;
        var patch = "[{\"op\": \"add\", \"path\": \"/extra/a\", \"value\": 1}]";
        for (var caller : new AccessCaller[] {LESSEE_ADMIN, LESSEE_MEMBER}) {
            assertHidden(gateway.send(caller, "GET", path, "").json());
            assertHidden(gateway.send(caller, "PATCH", path, patch).json());
            assertHidden(
                    listed(gateway.send(caller, "GET", "/v1/nodes/detail", "").json(), uuid));
            assertHidden(listed(
                    gateway.send(
                                    caller,
                                    "GET",
                                    "/v1/nodes?fields=uuid,last_error,reservation,driver_info,driver_internal_info",
                                    "")
                            .json(),
                    uuid));
        }
        for (var caller : new AccessCaller[] {SYSTEM_ADMIN, SYSTEM_READER, OWNER_ADMIN, OWNER_READER}) {
            assertShown(gateway.send(caller, "GET", path, "").json());
            assertShown(
                    listed(gateway.send(caller, "GET", "/v1/nodes/detail", "").json(), uuid));
            assertShown(listed(
                    gateway.send(caller, "GET", "/v1/nodes?fields=uuid,last_error,driver_info", "")
                            .json(),
                    uuid));
        }
        assertShown(gateway.send(OWNER_MEMBER, "PATCH", path, patch).json());
    }

    @Test
    void theMarkerOfAPageTellsNothingAboutNodesOfOthers() {
        var foreign = fixtures.node("gamma", null);
        var unknown = UUID.randomUUID();

        var hidden = gateway.send(OWNER_ADMIN, "GET", "/v1/nodes?marker=" + foreign, "");
        var missing = gateway.send(OWNER_ADMIN, "GET", "/v1/nodes?marker=" + unknown, "");

        assertThat(hidden.status()).isEqualTo(404).isEqualTo(missing.status());
        assertThat(hidden.fault().replace(foreign.toString(), ""))
                .isEqualTo(missing.fault().replace(unknown.toString(), ""));
        assertThat(gateway.send(SYSTEM_READER, "GET", "/v1/nodes?marker=" + foreign, "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hiddenNodesAndUnknownNodesAnswerAlike() {
        var foreign = fixtures.node("gamma", null).toString();
        var unknown = UUID.randomUUID().toString();
        for (var path :
                new String[] {"/v1/nodes/%s", "/v1/nodes/%s/states", "/v1/nodes/%s/ports", "/v1/nodes/validate?node=%s"
                }) {
            var hidden = gateway.send(OTHER_ADMIN, "GET", path.formatted(foreign), "");
            var missing = gateway.send(OTHER_ADMIN, "GET", path.formatted(unknown), "");
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.text().replace(foreign, ""))
                    .isEqualTo(missing.text().replace(unknown, ""));
        }
    }

    @Test
    void nodesOfProjectAdminsBelongToTheProject() {
        var node = gateway.send(LESSEE_ADMIN, "POST", "/v1/nodes", "{\"driver\": \"fake-hardware\"}")
                .json();
        assertThat(node.get("owner").asText()).isEqualTo("beta");

        var other = gateway.send(
                        SYSTEM_ADMIN, "POST", "/v1/nodes", "{\"driver\": \"fake-hardware\", \"owner\": \"zeta\"}")
                .json();
        assertThat(other.get("owner").asText()).isEqualTo("zeta");
    }

    @Test
    void projectAdminsManageNoNodesWhereThatIsOff() throws IOException {
        var config = Configuration.defaults().with(ApiOptions.PROJECT_ADMIN_CAN_MANAGE_OWN_NODES, "false");
        try (var strict = new AccessGateway(POSTGRES.database(), folder, config)) {
            var node = "/v1/nodes/" + fixtures.node("alpha", null);
            assertThat(strict.send(OWNER_ADMIN, "POST", "/v1/nodes", "{\"driver\": \"fake-hardware\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(strict.send(OWNER_ADMIN, "DELETE", node, "").status()).isEqualTo(403);
            assertThat(strict.send(SYSTEM_ADMIN, "DELETE", node, "").status()).isEqualTo(204);
        }
    }

    @Test
    void operatorsMayShowSecretsAndGateSteps() throws IOException {
        var file = Files.writeString(folder.resolve("policy.yaml"), """
                show_password: "role:admin and system_scope:all"
                "baremetal:step:execute:deploy.erase_devices": "role:admin and rule:is_node_owner"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        try (var custom = new AccessGateway(POSTGRES.database(), folder, config)) {
            var node = "/v1/nodes/" + fixtures.node("alpha", "beta");
            assertThat(custom.send(SYSTEM_ADMIN, "GET", node, "").text()).contains("secret-password");
            assertThat(custom.send(SYSTEM_READER, "GET", node, "").text()).doesNotContain("secret-password");
            assertThat(custom.send(OWNER_ADMIN, "GET", node, "").text()).doesNotContain("secret-password");

            var steps = "{\"target\": \"clean\", \"clean_steps\": [{\"interface\": \"deploy\", \"step\": \"%s\"}]}";
            var path = node + "/states/provision";
            assertThat(custom.send(OWNER_MEMBER, "PUT", path, steps.formatted("erase_devices"))
                            .status())
                    .isEqualTo(403);
            assertThat(custom.send(OWNER_MEMBER, "PUT", path, steps.formatted("other"))
                            .status())
                    .isEqualTo(202);
            assertThat(custom.send(OWNER_ADMIN, "PUT", path, steps.formatted("erase_devices"))
                            .status())
                    .isEqualTo(202);

            var kept = "\"steps\": [{\"interface\": \"deploy\", \"step\": \"%s\", \"order\": 1}]";
            var runbook = "{\"name\": \"CUSTOM_GATED\", " + kept + "}";
            assertThat(custom.send(OWNER_ADMIN, "POST", "/v1/runbooks", runbook.formatted("erase_devices"))
                            .status())
                    .isEqualTo(403);
            assertThat(custom.send(OWNER_ADMIN, "POST", "/v1/runbooks", runbook.formatted("other"))
                            .status())
                    .isEqualTo(201);
            var step = "[{\"op\": \"replace\", \"path\": \"/steps/0/step\", \"value\": \"%s\"}]";
            assertThat(custom.send(OWNER_ADMIN, "PATCH", "/v1/runbooks/CUSTOM_GATED", step.formatted("erase_devices"))
                            .status())
                    .isEqualTo(403);
            assertThat(custom.send(OWNER_ADMIN, "PATCH", "/v1/runbooks/CUSTOM_GATED", step.formatted("another"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void stepsReachNoNodesOfOthers() {
        var steps = "{\"target\": \"clean\", \"clean_steps\": [{\"interface\": \"power\", \"step\": \"reboot\","
                + " \"execute_on_child_nodes\": true, \"limit_child_node_execution\": [\"%s\"]}]}";
        var path = "/v1/nodes/" + fixtures.node("alpha", null) + "/states/provision";

        assertThat(gateway.send(OWNER_ADMIN, "PUT", path, steps.formatted(fixtures.node("gamma", null)))
                        .status())
                .isEqualTo(404);
        assertThat(gateway.send(OWNER_ADMIN, "PUT", path, steps.formatted(fixtures.node("alpha", null)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void theOwnerOfANodeInUseDoesNotChange() throws IOException, SQLException {
        var patch = "[{\"op\": \"replace\", \"path\": \"/owner\", \"value\": \"zeta\"}]";
        var file = Files.writeString(folder.resolve("owners.yaml"), """
                "baremetal:node:update:owner": "role:admin and project_id:%(node.owner)s"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        try (var custom = new AccessGateway(POSTGRES.database(), folder, config)) {
            var uuid = fixtures.node("alpha", null);
            custom.gateway()
                    .conductor()
                    .set(
                            uuid,
                            Values.none(NodeFields.TABLE).toBuilder()
                                    .put(NodeFields.PROVISION_STATE, ProvisionState.ACTIVE.word())
                                    .build());
            assertThat(custom.send(OWNER_ADMIN, "PATCH", "/v1/nodes/" + uuid, patch)
                            .status())
                    .isEqualTo(409);
        }
        var allocation = new ResourceStore(POSTGRES.database(), Resources.ALLOCATION_TABLE)
                .insert(Values.none(AllocationFields.TABLE).toBuilder()
                        .put(AllocationFields.UUID, UUID.randomUUID())
                        .put(AllocationFields.STATE, "active")
                        .put(AllocationFields.OWNER, "alpha")
                        .build());
        var allocated = fixtures.node("alpha", null);
        allocate(allocated, allocation.require(AllocationFields.UUID));
        assertThat(gateway.send(SYSTEM_ADMIN, "PATCH", "/v1/nodes/" + allocated, patch)
                        .status())
                .isEqualTo(409);
        assertThat(gateway.send(SYSTEM_ADMIN, "PATCH", "/v1/nodes/" + fixtures.node("alpha", null), patch)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void conductorsLearnOnWhoseBehalf() {
        var node = fixtures.node("alpha", "beta");

        var reply = gateway.send(
                LESSEE_ADMIN, "PUT", "/v1/nodes/" + node + "/states/provision", "{\"target\": \"provide\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        var context = gateway.gateway().conductor().contexts().getLast();
        assertThat(context.user()).isEqualTo("lessee-admin");
        assertThat(context.projectId()).isEqualTo("beta");
        assertThat(context.systemScope()).isNull();
        assertThat(context.roles()).containsExactly("admin", "manager", "member", "reader");
    }

    @Test
    void ramdisksAndDiscoveryNeedNoLogin() {
        for (var path : new String[] {"/", "/v1", "/v1/lookup?addresses=52:54:00:ff:ff:ff"}) {
            assertThat(gateway.gateway().get(path, AccessGateway.NEWEST).status())
                    .as(path)
                    .isNotEqualTo(401);
        }
        assertThat(gateway.gateway()
                        .send("POST", "/v1/heartbeat/Node.One", AccessGateway.NEWEST, "{}")
                        .status())
                .as("names that no agent uses")
                .isEqualTo(401);
        assertThat(gateway.gateway()
                        .get("/lookup?addresses=52:54:00:ff:ff:ff", AccessGateway.NEWEST)
                        .status())
                .as("a path that somebody shortened")
                .isEqualTo(401);
    }

    /** Links the two as an allocation that found its node does. */
    private static void allocate(UUID node, UUID allocation) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.url());
                var update = connection.prepareStatement(
                        "update nodes set allocation_id = (select id from allocations where uuid = ?) where uuid = ?")) {
            update.setObject(1, allocation);
            update.setObject(2, node);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static JsonNode listed(JsonNode list, UUID uuid) {
        return StreamSupport.stream(list.get("nodes").spliterator(), false)
                .filter(node -> node.get("uuid").asText().equals(uuid.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertHidden(JsonNode node) {
        assertThat(node.get("last_error").asText()).contains("baremetal:node:get:last_error");
        assertThat(node.get("reservation").asText()).contains("baremetal:node:get:reservation");
        assertThat(node.get("driver_info").propertyStream().map(Map.Entry::getKey))
                .containsExactly("content");
        assertThat(node.get("driver_internal_info").propertyStream().map(Map.Entry::getKey))
                .containsExactly("content");
        assertThat(node.toString()).doesNotContain("10.9.8.7", "secret-error", "secret-password");
    }

    private static void assertShown(JsonNode node) {
        assertThat(node.get("last_error").asText()).isEqualTo("secret-error");
        assertThat(node.get("driver_info").get("address").asText()).isEqualTo("10.9.8.7");
        assertThat(node.get("driver_info").get("password").asText()).isEqualTo("******");
    }
}

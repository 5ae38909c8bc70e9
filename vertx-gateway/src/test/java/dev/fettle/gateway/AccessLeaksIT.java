package dev.fettle.gateway;

import static dev.fettle.gateway.AccessCaller.LESSEE_ADMIN;
import static dev.fettle.gateway.AccessCaller.OWNER_ADMIN;
import static dev.fettle.gateway.AccessCaller.OWNER_MEMBER;
import static dev.fettle.gateway.AccessCaller.OWNER_READER;
import static dev.fettle.gateway.AccessCaller.SYSTEM_ADMIN;
import static dev.fettle.gateway.AccessCaller.SYSTEM_READER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.config.PolicyOptions;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways around the policy: what answers could tell by the way, and rules that a second way of writing could miss. */
class AccessLeaksIT {
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

    @ParameterizedTest
    @CsvSource({
        "ports, {first_port}",
        "ports/detail, {first_port}",
        "portgroups, {first_portgroup}",
        "volume/connectors, {first_volume}",
        "volume/targets, {first_volume}",
        "runbooks, {first_runbook}",
        "allocations, {first_allocation}",
    })
    void noMarkerTellsAboutWhatIsHidden(String list, String fact) {
        var foreign = fixtures.fill(fact, "").path();
        var unknown = UUID.randomUUID().toString();
        var hidden = gateway.send(OWNER_ADMIN, "GET", "/v1/" + list + "?marker=" + foreign, "");
        var missing = gateway.send(OWNER_ADMIN, "GET", "/v1/" + list + "?marker=" + unknown, "");
        assertThat(hidden.status()).isEqualTo(404).isEqualTo(missing.status());
        assertThat(hidden.fault().replace(foreign, ""))
                .isEqualTo(missing.fault().replace(unknown, ""));
        assertThat(gateway.send(SYSTEM_READER, "GET", "/v1/" + list + "?marker=" + foreign, "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listsAreNotSortedByWhatIsHidden() {
        for (var key : new String[] {"last_error", "reservation"}) {
            var list = "/v1/nodes?sort_key=" + key;
            assertThat(gateway.send(LESSEE_ADMIN, "GET", list, "").status()).isEqualTo(403);
            assertThat(gateway.send(OWNER_ADMIN, "GET", list, "").status())
                    .as("alpha may lease nodes too")
                    .isEqualTo(403);
            assertThat(gateway.send(OWNER_ADMIN, "GET", list + "&owner=alpha", "")
                            .status())
                    .isEqualTo(200);
            assertThat(gateway.send(LESSEE_ADMIN, "GET", list + "&owner=alpha", "")
                            .status())
                    .isEqualTo(403);
            assertThat(gateway.send(SYSTEM_READER, "GET", list, "").status()).isEqualTo(200);
        }
    }

    @Test
    void aPortIsNotPutIntoAPortgroupOfAnotherNode() {
        var node = fixtures.node("alpha", null);
        var foreign = fixtures.fill("{foreign_portgroup}", "").path();
        var unknown = UUID.randomUUID().toString();
        var body = "{\"address\": \"{mac}\", \"node_uuid\": \"" + node + "\", \"portgroup_uuid\": \"%s\"}";
        var hidden = gateway.send(
                OWNER_ADMIN,
                "POST",
                "/v1/ports",
                fixtures.fill("", body.formatted(foreign)).body());
        var missing = gateway.send(
                OWNER_ADMIN,
                "POST",
                "/v1/ports",
                fixtures.fill("", body.formatted(unknown)).body());
        assertThat(hidden.status()).as(hidden.text()).isEqualTo(400).isEqualTo(missing.status());
        assertThat(hidden.fault().replace(foreign, ""))
                .isEqualTo(missing.fault().replace(unknown, ""));
    }

    @Test
    void operatorsMayCloseWhatAgentsCall() throws IOException {
        var file = Files.writeString(folder.resolve("closed.yaml"), """
                "baremetal:driver:ipa_lookup": "!"
                "baremetal:node:ipa_heartbeat": "rule:public_api"
                "baremetal:driver:ipa_continue_inspection": "not rule:public_api"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        try (var closed = new AccessGateway(POSTGRES.database(), folder, config)) {
            var lookup = closed.gateway().get("/v1/lookup?addresses=52:54:00:ff:ff:ff", AccessGateway.NEWEST);
            assertThat(lookup.status()).isEqualTo(403);
            assertThat(lookup.fault()).contains("baremetal:driver:ipa_lookup");
            assertThat(closed.gateway()
                            .send("POST", "/v1/heartbeat/" + UUID.randomUUID(), AccessGateway.NEWEST, "{}")
                            .status())
                    .isEqualTo(404);
            assertThat(closed.gateway()
                            .send("POST", "/v1/continue_inspection", AccessGateway.NEWEST, "{}")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoSeesAllNodes_doesNotReadTheirHistoryForThat() throws IOException {
        var file = Files.writeString(folder.resolve("auditors.yaml"), """
                "baremetal:node:list_all": "role:reader"
                "baremetal:node:history:get": "role:admin and rule:is_node_owner"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        try (var custom = new AccessGateway(POSTGRES.database(), folder, config)) {
            var stream = "/v1/events/stream?last_event_id=x";
            assertThat(custom.send(OWNER_READER, "GET", stream, "").status()).isEqualTo(403);
            assertThat(custom.send(SYSTEM_READER, "GET", stream, "").status()).isEqualTo(403);
            assertThat(custom.send(OWNER_ADMIN, "GET", stream, "").status())
                    .as("may listen to the own nodes; the id is no id")
                    .isEqualTo(400);
        }
    }

    @Test
    void stepsOfARunbookAreCheckedWheneverTheyAreWritten() throws IOException {
        var file = Files.writeString(folder.resolve("steps.yaml"), """
                "baremetal:step:execute:deploy.erase_devices": "role:admin and system_scope:all"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        var patch = "[{\"op\": \"replace\", \"path\": \"/steps\", \"value\": [{\"interface\": \"deploy\","
                + " \"step\": \"%s\", \"args\": {}, \"order\": 1}]}]";
        try (var custom = new AccessGateway(POSTGRES.database(), folder, config)) {
            var runbook = fixtures.fill("/v1/runbooks/{runbook}", "").path();
            assertThat(custom.send(OWNER_ADMIN, "PATCH", runbook, patch.formatted("erase_devices"))
                            .status())
                    .isEqualTo(403);
            assertThat(custom.send(OWNER_ADMIN, "PATCH", runbook, patch.formatted("other"))
                            .status())
                    .isEqualTo(200);
            assertThat(custom.send(SYSTEM_ADMIN, "PATCH", runbook, patch.formatted("erase_devices"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoMayMakeRestrictedAllocations_makesThemForOthers() throws IOException {
        var file = Files.writeString(folder.resolve("allocations.yaml"), """
                "baremetal:allocation:create_restricted": "role:admin"
                """);
        var config = Configuration.defaults().with(PolicyOptions.POLICY_FILE, file.toString());
        var body = "{\"resource_class\": \"access\", \"owner\": \"zeta\"}";
        try (var custom = new AccessGateway(POSTGRES.database(), folder, config)) {
            var made = custom.send(OWNER_ADMIN, "POST", "/v1/allocations", body);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(made.json().get("owner").asText()).isEqualTo("zeta");
            assertThat(custom.send(OWNER_MEMBER, "POST", "/v1/allocations", body)
                            .status())
                    .isEqualTo(403);
        }
    }
}

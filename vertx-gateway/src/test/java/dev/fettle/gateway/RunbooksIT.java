package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.testing.PostgresServer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runbooks, their traits, and what a node is told to do with one. */
class RunbooksIT {
    private static final String NEWEST = "1.115";
    private static final String ALL = "/v1/runbooks";
    private static final String STEPS = "[{\"interface\":\"raid\",\"step\":\"late\",\"order\":2},"
            + "{\"interface\":\"bios\",\"step\":\"early\",\"order\":\"1\",\"args\":{\"token\":\"t\",\"a\":1}}]";

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
        var name = "book." + UUID.randomUUID().toString().substring(0, 8);
        var created = gateway.send("POST", ALL, NEWEST, """
                {"name": "%s", "description": "d", "owner": "o", "disable_ramdisk": "yes", "steps": %s}""".formatted(name, STEPS));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var runbook = created.json();
        var path = ALL + "/" + runbook.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(runbook.get("steps").get(1))
                .isEqualTo(GatewayTesting.tree("{\"interface\":\"bios\",\"step\":\"early\","
                        + "\"args\":{\"token\":\"******\",\"a\":1},\"order\":1}"));
        assertThat(runbook.get("disable_ramdisk").asBoolean()).isTrue();
        assertThat(runbook.get("public").asBoolean()).isFalse();
        assertThat(runbook.get("traits")).isEmpty();
        assertThat(gateway.get(ALL + "/" + name, NEWEST).json()).isEqualTo(runbook);
        var old = gateway.get(path, "1.92").json();
        assertThat(old.has("traits")).isFalse();
        assertThat(old.has("description")).isFalse();
        assertThat(old.get("owner").asText()).isEqualTo("o");

        var patched = gateway.send("PATCH", path, "1.92", """
                [{"op": "replace", "path": "/public", "value": true}, {"op": "remove", "path": "/steps/0"}]""");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("owner").isNull())
                .as("what is public has no owner")
                .isTrue();
        assertThat(patched.json().get("steps")).hasSize(1);
        assertThat(gateway.send("PATCH", path, NEWEST, "[{\"op\":\"add\",\"path\":\"/owner\",\"value\":\"p\"}]")
                        .status())
                .isEqualTo(400);
        var taken = gateway.send("PATCH", path, NEWEST, """
                [{"op": "add", "path": "/owner", "value": "p"}, {"op": "add", "path": "/public", "value": false}]""");
        assertThat(taken.json().get("owner").asText()).isEqualTo("p");
        assertThat(gateway.send("DELETE", path, "1.92", "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).fault())
                .isEqualTo("Runbook " + runbook.get("uuid").asText() + " could not be found.");
    }

    @Test
    void lists() {
        var mine = runbook("\"owner\":\"me\"");
        var open = runbook("\"public\":true");
        runbook("\"owner\":\"you\"");

        var page = gateway.get(ALL + "?project=me", NEWEST).json().get("runbooks");

        assertThat(page).extracting(row -> row.get("uuid").asText()).contains(mine, open);
        assertThat(gateway.get(ALL + "?project=me&detail=true", NEWEST).json().get("runbooks"))
                .allMatch(row -> row.get("public").asBoolean()
                        || row.get("owner").asText().equals("me"));
        assertThat(gateway.get(ALL + "?limit=1", NEWEST).json().get("next").asText())
                .startsWith(gateway.url() + ALL + "?sort_key=id&sort_dir=asc&fields=uuid,name&limit=1&marker=");
        assertThat(gateway.get(ALL + "?sort_key=traits", NEWEST).status()).isEqualTo(400);
    }

    @Test
    void traits() {
        var path = ALL + "/" + runbook("\"extra\":{}") + "/traits";
        assertThat(gateway.get(path, "1.111").status()).isEqualTo(404);

        var put = gateway.send("PUT", path, NEWEST, "{\"traits\":[\"CUSTOM_B\",\"CUSTOM_A\",\"CUSTOM_B\"]}");

        assertThat(put.status()).as(put.text()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).text()).isEqualTo("{\"traits\":[\"CUSTOM_B\",\"CUSTOM_A\"]}");
        var added = gateway.send("PUT", path + "/CUSTOM_C", NEWEST, "");
        assertThat(added.status()).isEqualTo(204);
        assertThat(added.header("Location")).isEqualTo(gateway.url() + path + "/CUSTOM_C");
        assertThat(gateway.send("PUT", path + "/lower", NEWEST, "").status()).isEqualTo(400);
        assertThat(gateway.send("PUT", path + "/CUSTOM_D", NEWEST, "{\"traits\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("PUT", path, NEWEST, "{}").status()).isEqualTo(400);
        assertThat(gateway.send("DELETE", path + "/CUSTOM_B", NEWEST, "").status())
                .isEqualTo(204);
        assertThat(gateway.send("DELETE", path + "/CUSTOM_NONE", NEWEST, "").status())
                .isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).text()).isEqualTo("{\"traits\":[\"CUSTOM_A\",\"CUSTOM_C\"]}");
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).text()).isEqualTo("{\"traits\":[]}");
        assertThat(gateway.get(ALL + "/nobody/traits", NEWEST).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.115|{\"name\":\"a\"}",
                "1.115|{\"steps\":STEPS}",
                "1.115|{\"name\":\"a b\",\"steps\":STEPS}",
                "1.111|{\"name\":\"a\",\"steps\":STEPS}",
                "1.111|{\"name\":\"CUSTOM_A\",\"description\":\"d\",\"steps\":STEPS}",
                "1.115|{\"name\":\"a\",\"traits\":[],\"steps\":STEPS}",
                "1.115|{\"name\":\"a\",\"public\":5,\"steps\":STEPS}",
                "1.115|{\"name\":\"a\",\"steps\":[{\"interface\":\"raid\",\"step\":\"s\"}]}",
                "1.115|{\"name\":\"a\",\"steps\":[{\"interface\":\"raid\",\"step\":\"s\",\"order\":1,\"priority\":1}]}",
                "1.115|{\"name\":\"a\",\"steps\":[{\"interface\":\"raid\",\"step\":\"s\",\"order\":1},"
                        + "{\"interface\":\"raid\",\"step\":\"s\",\"order\":2}]}"
            })
    void badBodies(String version, String body) {
        var reply = gateway.send("POST", ALL, version, body.replace("STEPS", STEPS));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"GET,404", "POST,405", "PATCH,405", "DELETE,405"})
    void before192_thereAreNone(String method, int status) {
        var path = method.equals("GET") || method.equals("POST") ? ALL : ALL + "/CUSTOM_A";
        assertThat(gateway.send(method, path, "1.91", "").status()).isEqualTo(status);
    }

    @Test
    void clean_byRunbook_runsItsStepsInTheirOrder() {
        var trait = trait();
        var uuid = runbook("\"disable_ramdisk\":true");
        gateway.send("PUT", ALL + "/" + uuid + "/traits", NEWEST, "{\"traits\":[\"" + trait + "\"]}");
        var node = node(trait);

        var reply = clean(node, NEWEST, "\"runbook\":\"" + uuid + "\"");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        var asked = gateway.conductor().asked().stream()
                .filter(request ->
                        request instanceof CleanNode clean && clean.nodeId().equals(node))
                .map(CleanNode.class::cast)
                .toList();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().cleanSteps())
                .extracting(step -> step.get("step"))
                .containsExactly("early", "late");
        assertThat(asked.getFirst().cleanSteps().getFirst().get("args")).isEqualTo(Map.of("token", "t", "a", 1));
        assertThat(asked.getFirst().disableRamdisk()).isTrue();
    }

    @Test
    void service_byRunbook() {
        var trait = trait();
        var uuid = runbook("\"disable_ramdisk\":false");
        gateway.send("PUT", ALL + "/" + uuid + "/traits", NEWEST, "{\"traits\":[\"" + trait + "\"]}");
        var node = node(trait);
        gateway.conductor().set(node, Values.none(NodeFields.TABLE).with(NodeFields.PROVISION_STATE, "active"));

        var reply = gateway.send(
                "PUT",
                "/v1/nodes/" + node + "/states/provision",
                NEWEST,
                "{\"target\":\"service\",\"runbook\":\"" + uuid + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(gateway.conductor().asked())
                .filteredOn(request -> request instanceof ServiceNode service
                        && service.nodeId().equals(node))
                .singleElement()
                .isInstanceOfSatisfying(ServiceNode.class, service -> {
                    assertThat(service.serviceSteps())
                            .extracting(step -> step.get("step"))
                            .containsExactly("early", "late");
                    assertThat(service.disableRamdisk()).isFalse();
                });
    }

    @Test
    void clean_byNameBefore1112() {
        var trait = trait();
        var created = gateway.send("POST", ALL, "1.92", "{\"name\":\"%s\",\"steps\":%s}".formatted(trait, STEPS));
        assertThat(created.status()).as(created.text()).isEqualTo(201);

        assertThat(clean(node(trait), "1.111", "\"runbook\":\"" + trait + "\"").status())
                .isEqualTo(202);
        assertThat(clean(node(trait()), "1.111", "\"runbook\":\"" + trait + "\"")
                        .status())
                .as("the node lacks the trait")
                .isEqualTo(400);
        assertThat(clean(node(trait), "1.112", "\"runbook\":\"" + trait + "\"").status())
                .as("the runbook has no traits")
                .isEqualTo(400);
    }

    @Test
    void runbooksThatCanNotBeUsed() {
        var trait = trait();
        var uuid = runbook("\"extra\":{}");
        gateway.send("PUT", ALL + "/" + uuid + "/traits", NEWEST, "{\"traits\":[\"" + trait + "\"]}");
        var named = "\"runbook\":\"" + uuid + "\"";

        assertThat(clean(node(trait), NEWEST, named + ",\"clean_steps\":[{\"interface\":\"raid\",\"step\":\"s\"}]")
                        .status())
                .isEqualTo(400);
        assertThat(clean(node(trait()), NEWEST, named).status()).isEqualTo(400);
        assertThat(clean(node(trait), "1.91", named).status()).isEqualTo(406);
        assertThat(clean(node(trait), NEWEST, "\"runbook\":\"nobody\"").status())
                .isEqualTo(404);
        var provide = gateway.send(
                "PUT",
                "/v1/nodes/" + node(trait) + "/states/provision",
                NEWEST,
                "{\"target\":\"provide\"," + named + "}");
        assertThat(provide.status()).isEqualTo(400);
        var send = gateway.send("POST", ALL, NEWEST, """
                {"name": "%s", "steps": [{"interface": "vendor", "step": "send_raw", "order": 1}]}""".formatted(trait()));
        var path = ALL + "/" + send.json().get("uuid").asText();
        gateway.send("PUT", path + "/traits/" + trait, NEWEST, "");
        assertThat(clean(
                                node(trait),
                                NEWEST,
                                "\"runbook\":\"" + send.json().get("uuid").asText() + "\"")
                        .status())
                .as("a disallowed step stays disallowed")
                .isEqualTo(400);
    }

    @Test
    void lists_takeAsManyStatementsForManyRowsAsForOne() {
        runbook("\"extra\":{}");
        var one = StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=1", NEWEST));
        for (var i = 0; i < 99; i++) {
            runbook("\"extra\":{}");
        }
        assertThat(StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=100", NEWEST)))
                .isEqualTo(one);
    }

    private static GatewayTesting.Reply clean(UUID node, String version, String arguments) {
        return gateway.send(
                "PUT", "/v1/nodes/" + node + "/states/provision", version, "{\"target\":\"clean\"," + arguments + "}");
    }

    private static UUID node(String trait) {
        JsonNode created = gateway.send("POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\"}")
                .json();
        var uuid = UUID.fromString(created.get("uuid").asText());
        gateway.conductor().set(uuid, Values.none(NodeFields.TABLE).with(NodeFields.PROVISION_STATE, "manageable"));
        gateway.send("PUT", "/v1/nodes/" + uuid + "/traits", NEWEST, "{\"traits\":[\"" + trait + "\"]}");
        return uuid;
    }

    private static String runbook(String more) {
        var reply =
                gateway.send("POST", ALL, NEWEST, "{\"name\":\"%s\",%s,\"steps\":%s}".formatted(trait(), more, STEPS));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }

    private static String trait() {
        return "CUSTOM_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inspection rules as a resource. */
class InspectionRulesIT {
    private static final String NEWEST = "1.115";
    private static final String ALL = "/v1/inspection_rules";
    private static final String FAIL = "[{\"op\":\"fail\",\"args\":{\"msg\":\"no\"}}]";

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
        var created = gateway.send("POST", ALL, "1.96", """
                {"description": "big ones", "priority": 7, "conditions": [
                   {"op": "!eq", "args": {"values": ["{inventory[cpu][count]}", 4]}},
                   {"op": "is-true", "args": ["{item}"], "loop": [1, 2], "multiple": "all"}],
                 "actions": [{"op": "set-attribute", "args": ["/extra/a", 1]}]}""");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var rule = created.json();
        var uuid = rule.get("uuid").asText();
        var path = ALL + "/" + uuid;
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(rule.get("phase").asText()).isEqualTo("main");
        assertThat(rule.get("sensitive").asBoolean()).isFalse();
        assertThat(rule.get("conditions").get(0).size()).isEqualTo(2);
        assertThat(rule.get("conditions").get(1).get("multiple").asText()).isEqualTo("all");
        assertThat(rule.get("actions").toString())
                .isEqualTo("[{\"op\":\"set-attribute\",\"args\":[\"/extra/a\",1],\"loop\":[]}]");
        assertThat(rule.get("links").get(0).get("href").asText()).isEqualTo(gateway.url() + "/v1/inspection/" + uuid);
        assertThat(gateway.get(path, "1.96").json()).isEqualTo(rule);

        var patched = gateway.send("PATCH", path, "1.96", """
                [{"op": "remove", "path": "/conditions"}, {"op": "remove", "path": "/priority"},
                 {"op": "replace", "path": "/actions/0/args/1", "value": 2}]""");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("conditions")).isEmpty();
        assertThat(patched.json().get("priority").asInt()).isZero();
        assertThat(patched.json().get("actions").get(0).get("args").toString()).isEqualTo("[\"/extra/a\",2]");
        assertThat(gateway.send("DELETE", path, "1.96", "").status()).isEqualTo(204);
        assertThat(gateway.get(path, "1.96").status()).isEqualTo(404);
    }

    @Test
    void sensitiveRules_hideWhatTheyDoForGood() {
        var path = ALL + "/" + rule("\"sensitive\":true");

        var shown = gateway.get(path, NEWEST).json();

        assertThat(shown.get("conditions").isNull()).isTrue();
        assertThat(shown.get("actions").isNull()).isTrue();
        assertThat(gateway.get(path + "?fields=actions", NEWEST)
                        .json()
                        .get("actions")
                        .isNull())
                .isTrue();
        assertThat(gateway.get(ALL + "?detail=true", NEWEST).json().get("inspection_rules"))
                .anyMatch(row ->
                        row.get("sensitive").asBoolean() && row.get("actions").isNull());
        for (var operation : new String[] {
            "{\"op\":\"replace\",\"path\":\"/sensitive\",\"value\":false}",
            "{\"op\":\"remove\",\"path\":\"/sensitive\"}"
        }) {
            var reply = gateway.send("PATCH", path, NEWEST, "[" + operation + "]");
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        }
        assertThat(gateway.send("PATCH", path, NEWEST, "[{\"op\":\"add\",\"path\":\"/priority\",\"value\":1}]")
                        .json()
                        .get("actions")
                        .isNull())
                .isTrue();
    }

    @Test
    void lists() {
        var uuid = rule("\"priority\":9999");

        var page = gateway.get(ALL + "?limit=1&sort_key=priority&sort_dir=desc&phase=main", NEWEST)
                .json();

        assertThat(page.get("inspection_rules").get(0).fieldNames())
                .toIterable()
                .containsExactly("uuid", "priority", "phase", "description", "links");
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url() + ALL
                        + "?sort_key=priority&sort_dir=desc&fields=uuid,priority,phase,description&limit=1&marker="
                        + uuid);
        assertThat(gateway.get(ALL + "?phase=other", NEWEST).json().get("inspection_rules"))
                .isEmpty();
        assertThat(gateway.get(ALL + "?sort_key=actions", NEWEST).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"actions\":[]}",
                "{\"actions\":null}",
                "{\"actions\":[{\"op\":\"fail\"}]}",
                "{\"actions\":[{\"op\":\"none\",\"args\":{}}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":{}}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":{\"msg\":\"a\",\"x\":1}}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":[]}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":[1,2]}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":\"no\"}]}",
                "{\"actions\":[{\"op\":\"!fail\",\"args\":[1]}]}",
                "{\"actions\":[{\"op\":\"fail\",\"args\":[1],\"loop\":5}]}",
                "{\"actions\":FAIL,\"conditions\":{}}",
                "{\"actions\":FAIL,\"conditions\":[{\"op\":\"eq\"}]}",
                "{\"actions\":FAIL,\"conditions\":[{\"op\":\"!!eq\",\"args\":[[1,2]]}]}",
                "{\"actions\":FAIL,\"conditions\":[{\"op\":\"eq\",\"args\":{\"value\":1}}]}",
                "{\"actions\":FAIL,\"conditions\":[{\"op\":\"eq\",\"args\":[[1,1]],\"multiple\":\"most\"}]}",
                "{\"actions\":FAIL,\"priority\":10000}",
                "{\"actions\":FAIL,\"priority\":-1}",
                "{\"actions\":FAIL,\"priority\":\"1\"}",
                "{\"actions\":FAIL,\"phase\":\"early\"}",
                "{\"actions\":FAIL,\"sensitive\":1}",
                "{\"actions\":FAIL,\"scope\":\"x\"}"
            })
    void badBodies(String body) {
        var reply = gateway.send("POST", ALL, NEWEST, body.replace("FAIL", FAIL));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"GET,404", "POST,405", "PATCH,405", "DELETE,405"})
    void before196_thereAreNone(String method, int status) {
        var path = method.equals("GET") || method.equals("POST") ? ALL : ALL + "/1be26c0b-03f2-4d2e-ae87-c02d7f33c123";
        var reply = gateway.send(method, path, "1.95", "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().get("error_message").asText()).contains("faultstring");
    }

    @Test
    void lists_takeAsManyStatementsForManyRowsAsForOne() {
        rule("\"priority\":1");
        var one = StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=1", NEWEST));
        for (var i = 0; i < 99; i++) {
            rule("\"priority\":1");
        }
        assertThat(StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=100", NEWEST)))
                .isEqualTo(one);
    }

    private static String rule(String more) {
        var reply = gateway.send("POST", ALL, NEWEST, "{%s,\"actions\":%s}".formatted(more, FAIL));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }
}

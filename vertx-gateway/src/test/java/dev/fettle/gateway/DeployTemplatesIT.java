package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deploy templates as a resource. */
class DeployTemplatesIT {
    private static final String NEWEST = "1.115";
    private static final String ALL = "/v1/deploy_templates";
    private static final String STEP = "{\"interface\":\"bios\",\"step\":\"apply\",\"args\":{},\"priority\":150}";

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
        var name = name();
        var created = gateway.send("POST", ALL, "1.55", """
                {"name": "%s", "description": "taken, not kept", "extra": {"a": 1}, "steps": [{"interface": "raid",
                 "step": "create", "priority": "10", "args": {"bmc_password": "hush", "level": "1"}}]}""".formatted(name));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var template = created.json();
        var path = ALL + "/" + template.get("uuid").asText();
        assertThat(created.header("Location")).isEqualTo(gateway.url() + path);
        assertThat(template.get("steps"))
                .isEqualTo(GatewayTesting.tree("[{\"interface\":\"raid\",\"step\":\"create\","
                        + "\"args\":{\"bmc_password\":\"******\",\"level\":\"1\"},\"priority\":10}]"));
        assertThat(template.has("description")).isFalse();
        assertThat(gateway.get(path, "1.55").json()).isEqualTo(template);
        assertThat(gateway.get(ALL + "/" + name, "1.55").json()).isEqualTo(template);
        assertThat(gateway.get(ALL + "/" + name + "?fields=name", "1.55").json().fieldNames())
                .toIterable()
                .containsExactly("name", "links");

        var other = name();
        var patched = gateway.send("PATCH", path, "1.55", """
                [{"op": "replace", "path": "/name", "value": "%s"}, {"op": "remove", "path": "/extra"},
                 {"op": "add", "path": "/description", "value": "x"},
                 {"op": "replace", "path": "/steps/0/priority", "value": 0}]""".formatted(other));

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().get("name").asText()).isEqualTo(other);
        assertThat(patched.json().get("extra")).isEmpty();
        assertThat(patched.json().get("steps").get(0).get("priority").asInt()).isZero();
        assertThat(gateway.get(ALL + "/" + name, NEWEST).fault())
                .isEqualTo("Deploy template " + name + " could not be found.");
        assertThat(gateway.send("DELETE", ALL + "/" + other, "1.55", "").status())
                .isEqualTo(204);
        assertThat(gateway.send("DELETE", path, "1.55", "").status()).isEqualTo(404);
    }

    @Test
    void lists() {
        var uuid = template(name());

        var page = gateway.get(ALL + "?limit=1&sort_dir=desc", NEWEST).json();

        assertThat(page.get("deploy_templates").get(0).fieldNames())
                .toIterable()
                .containsExactly("uuid", "name", "links");
        assertThat(page.get("next").asText())
                .isEqualTo(gateway.url() + ALL + "?sort_key=id&sort_dir=desc&fields=uuid,name&limit=1&marker=" + uuid);
        assertThat(gateway.get(ALL + "?detail=true", NEWEST)
                        .json()
                        .get("deploy_templates")
                        .get(0)
                        .has("steps"))
                .isTrue();
    }

    @Test
    void takenNamesAndUuids_are409() {
        var name = name();
        var uuid = template(name);
        var body = "{\"name\":\"%s\",\"uuid\":\"%s\",\"steps\":[" + STEP + "]}";

        assertThat(gateway.send("POST", ALL, NEWEST, body.formatted(name, UUID.randomUUID()))
                        .status())
                .isEqualTo(409);
        assertThat(gateway.send("POST", ALL, NEWEST, body.formatted(name(), uuid))
                        .status())
                .isEqualTo(409);
        assertThat(gateway.send(
                                "PATCH",
                                ALL + "/" + template(name()),
                                NEWEST,
                                "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"" + name + "\"}]")
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"name\":\"CUSTOM_A\"}",
                "{\"steps\":[STEP]}",
                "{\"name\":null,\"steps\":[STEP]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":null}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":{}}",
                "{\"name\":\"custom_a\",\"steps\":[STEP]}",
                "{\"name\":\"CUSTOM-A\",\"steps\":[STEP]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[STEP,STEP]}",
                "{\"name\":\"CUSTOM_A\",\"x\":1,\"steps\":[STEP]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"priority\":1}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"args\":{}}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"args\":[],\"priority\":1}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"args\":{},\"priority\":-1}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"args\":{},\"priority\":1.5}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"none\",\"step\":\"a\",\"args\":{},\"priority\":1}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"\",\"args\":{},\"priority\":1}]}",
                "{\"name\":\"CUSTOM_A\",\"steps\":[{\"interface\":\"bios\",\"step\":\"a\",\"args\":{},\"priority\":1,\"x\":1}]}"
            })
    void badBodies(String body) {
        var reply = gateway.send("POST", ALL, NEWEST, body.replace("STEP", STEP));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"GET,404", "POST,405", "PATCH,405", "DELETE,405"})
    void before155_thereAreNone(String method, int status) {
        var path = method.equals("GET") || method.equals("POST") ? ALL : ALL + "/CUSTOM_A";
        var reply = gateway.send(method, path, "1.54", "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().get("error_message").asText())
                .as("the form of routing")
                .contains("\"code\":" + status);
    }

    @ParameterizedTest
    @CsvSource({"/name", "/steps", "/uuid", "/created_at"})
    void whatCanNotBeRemoved(String path) {
        var reply = gateway.send(
                "PATCH", ALL + "/" + template(name()), NEWEST, "[{\"op\":\"remove\",\"path\":\"" + path + "\"}]");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void lists_takeAsManyStatementsForManyRowsAsForOne() {
        template(name());
        var one = StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=1", NEWEST));
        for (var i = 0; i < 99; i++) {
            template(name());
        }
        assertThat(StatementCount.of(() -> gateway.get(ALL + "?detail=true&limit=100", NEWEST)))
                .isEqualTo(one);
    }

    private static String template(String name) {
        var reply = gateway.send("POST", ALL, NEWEST, "{\"name\":\"%s\",\"steps\":[%s]}".formatted(name, STEP));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }

    private static String name() {
        return "CUSTOM_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input against the whole service: the documented answer, the service goes on, and no secret comes out anywhere. */
class HostileStackIT {
    private static final String CANARY = "cAnArY7Password";

    private static FullStack stack;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        stack = FullStack.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void serviceGoesOnAndKeepsItsSecrets() {
        assertThat(stack.send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\"}")
                        .status())
                .isEqualTo(201);
        var metrics = stack.send("GET", "/metrics", "");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(stack.logged()).isNotEmpty().noneMatch(line -> line.contains(CANARY));
        assertThat(stack.answers()).noneMatch(answer -> answer.contains(CANARY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"driver\":\"fake-hardware\",|400",
                "[1,2|400",
                "\"text\"|400",
                "nonsense|400",
                "{\"driver\":5}|400",
                "{\"driver\":\"fake-hardware\",\"driver_info\":\"text\"}|400",
                "{\"driver\":\"fake-hardware\",\"extra\":[]}|400",
                "{\"driver\":\"fake-hardware\",\"maintenance\":7}|400",
                "{\"driver\":\"fake-hardware\",\"nobody\":\"knows\"}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"a\\u0000b\"}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"a\\nb\"}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"a b\"}|400",
                "{\"driver\":\"fake-hardware\",\"extra\":{\"a\":\"\\u0000\"}}|400",
                "{\"driver\":\"$(reboot)\"}|400",
                "{\"driver\":\"fake-hardware\",\"driver_info\":{\"password\":\"cAnArY7Password\"},\"uuid\":\"x\"}|400",
                "{\"driver\":\"fake-hardware\",\"driver_info\":{\"password\":\"cAnArY7Password\"|400",
                "{\"driver\":\"ipmi\",\"power_interface\":\"no-such\",\"driver_info\":{\"ipmi_password\":\"cAnArY7Password\"}}|400"
            })
    void badNode_isRefused(String body, int status) {
        assertThat(stack.send("POST", "/v1/nodes", body).status()).isEqualTo(status);
    }

    @Test
    void deepBody_is400() {
        var deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);

        assertThat(stack.send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\",\"extra\":" + deep + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void oversizedBody_is413() {
        var big = "{\"driver\":\"fake-hardware\",\"extra\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}";

        assertThat(stack.send("POST", "/v1/nodes", big).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/nodes?limit=99999999999999999999,200",
        "/v1/nodes?limit=2147483648,200",
        "/v1/nodes?limit=1000000,200",
        "/v1/nodes?limit=-1,400",
        "/v1/nodes?limit=x,400",
        "/v1/nodes?marker=%00,400",
        "/v1/nodes/a%00b,400",
        "/v1/nodes/a%0Ab,400",
        "/v1/nodes?sort_key=driver_info,400"
    })
    void badQuery_isRefusedOrCut(String path, int status) {
        var answer = stack.send("GET", path, "").status();

        assertThat(answer).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(touch MARK)",
                "`touch MARK`",
                "127.0.0.1; touch MARK",
                "127.0.0.1|touch MARK",
                "-o/tmp/x",
                "127.0.0.1\\r\\nX: y",
                "'\\\"&& touch MARK #",
                "http://u:cAnArY7Password@127.0.0.1:1/"
            })
    void hostileBmcSettings_neitherRunNorKill(String hostile) {
        var mark = folder.resolve("mark");
        var value = hostile.replace("MARK", mark.toString());
        for (var body : new String[] {
            "{\"driver\":\"ipmi\",\"driver_info\":{\"ipmi_address\":\"%s\",\"ipmi_username\":\"%s\",\"ipmi_password\":\"%s\"}}",
            "{\"driver\":\"redfish\",\"driver_info\":{\"redfish_address\":\"%s\",\"redfish_username\":\"%s\",\"redfish_password\":\"%s\"}}",
            "{\"driver\":\"ipmi\",\"driver_info\":{\"ipmi_address\":\"127.0.0.1\",\"ipmi_port\":\"%1$s\",\"ipmi_username\":\"%s\",\"ipmi_password\":\"%3$s\"}}"
        }) {
            var created = stack.send("POST", "/v1/nodes", body.formatted(value, value, CANARY));
            assertThat(created.status()).as(created.text()).isBetween(201, 499);
            if (created.status() == 201) {
                var path = "/v1/nodes/" + created.json().get("uuid").asText();
                for (var call : new String[] {"GET /validate", "GET /management/boot_device", "GET "}) {
                    var reply = stack.send(call.split(" ", 2)[0], path + call.split(" ", 2)[1], "");
                    assertThat(reply.status()).as(call + reply.text()).isBetween(200, 499);
                }
                assertThat(stack.send("PUT", path + "/states/power", "{\"target\":\"power on\"}")
                                .status())
                        .isBetween(200, 499);
                assertThat(stack.send("PUT", path + "/states/provision", "{\"target\":\"manage\"}")
                                .status())
                        .isBetween(200, 499);
            }
        }
        assertThat(Files.exists(mark)).isFalse();
    }

    @Test
    void secretsOfANode_stayHidden() {
        var created = stack.send("POST", "/v1/nodes", """
                {"driver": "fake-hardware", "driver_info": {"ipmi_password": "%1$s", "nested": {"auth_token": "%1$s"},
                 "note": "password=%1$s", "snmp_auth_key": "%1$s", "url": "http://u:%1$s@h"},
                 "instance_info": {"configdrive": "%1$s", "image_url": "http://h/%1$s"}}""".formatted(CANARY));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var path = "/v1/nodes/" + created.json().get("uuid").asText();

        assertThat(stack.send("GET", path, "").status()).isEqualTo(200);
        assertThat(stack.send("GET", path + "?fields=driver_info,instance_info", "")
                        .text())
                .contains("******");
        assertThat(stack.send("GET", "/v1/nodes/detail", "").status()).isEqualTo(200);
        assertThat(stack.send(
                                "PATCH",
                                path,
                                "[{\"op\":\"replace\",\"path\":\"/driver_info/no/where\",\"value\":\"" + CANARY
                                        + "\"}]")
                        .status())
                .isEqualTo(400);
        assertThat(stack.send(
                                "PATCH",
                                path,
                                "[{\"op\":\"replace\",\"path\":\"/driver_info\",\"value\":[\"" + CANARY + "\"]}]")
                        .status())
                .isEqualTo(400);
        assertThat(stack.send("GET", path + "/history", "").status()).isEqualTo(200);
    }

    /** Each client adds keys of its own to one port. */
    @Test
    void patchesOfOnePortByManyClients_allStay() throws Exception {
        var node = stack.send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\"}")
                .json()
                .get("uuid")
                .asText();
        var port = stack.send(
                        "POST",
                        "/v1/ports",
                        "{\"node_uuid\":\"" + node + "\",\"address\":\"52:54:00:aa:bb:cc\",\"extra\":{\"first\":1}}")
                .json()
                .get("uuid")
                .asText();
        var clients = new ArrayList<Callable<Integer>>();
        for (var client = 0; client < 16; client++) {
            for (var turn = 0; turn < 4; turn++) {
                var patch = "[{\"op\":\"add\",\"path\":\"/extra/c%d_%d\",\"value\":1}]".formatted(client, turn);
                clients.add(
                        () -> stack.send("PATCH", "/v1/ports/" + port, patch).status());
            }
        }
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var status : pool.invokeAll(clients)) {
                assertThat(status.get()).isEqualTo(200);
            }
        }

        assertThat(stack.send("GET", "/v1/ports/" + port, "").json().get("extra"))
                .hasSize(1 + clients.size());
    }
}

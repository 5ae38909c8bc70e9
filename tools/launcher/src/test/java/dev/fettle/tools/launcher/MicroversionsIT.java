package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.launcher.start.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every microversion: what a request is answered one version below it, and from it on. */
class MicroversionsIT {
    private static final Path TABLE = Path.of("src/test/resources/microversions.tsv");
    private static final int NEWEST = 115;

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    private static FullStack stack;

    @TempDir
    static Path folder;

    /** One line of the table. */
    record Row(int minor, String method, String path, String body, String below, String from) {
        @Override
        public String toString() {
            return "1." + minor + " " + method + " " + path;
        }
    }

    @BeforeAll
    static void start() {
        stack = FullStack.start(folder.resolve("data"));
        NAMES.put("enroll_name", "mv-enroll");
        NAMES.put("enroll", node("{\"driver\":\"fake-hardware\",\"name\":\"mv-enroll\"}"));
        NAMES.put("manageable", node("{\"driver\":\"fake-hardware\"}"));
        move("manageable", "manage", "manageable");
        for (var name : List.of("available", "active")) {
            NAMES.put(name, node("{\"driver\":\"fake-hardware\"}"));
            move(name, "manage", "manageable");
            move(name, "provide", "available");
        }
        move("active", "active", "active");
        NAMES.put("inspect_wait", node("{\"driver\":\"fake-hardware\"}"));
        NAMES.put("deploy_wait", node("{\"driver\":\"fake-hardware\"}"));
        stack.sql("update nodes set provision_state = 'inspect wait' where uuid = '%s'"
                .formatted(NAMES.get("inspect_wait")));
        stack.sql("update nodes set provision_state = 'wait call-back' where uuid = '%s'"
                .formatted(NAMES.get("deploy_wait")));
        stack.sql(
                "insert into node_inventory (node_id, inventory) select id, '{\"cpu\": {}}' from nodes where uuid = '%s'"
                        .formatted(NAMES.get("enroll")));
        NAMES.put("port", created("/v1/ports", "{\"node_uuid\":\"{enroll}\",\"address\":\"{mac}\"}"));
        NAMES.put("portgroup", created("/v1/portgroups", "{\"node_uuid\":\"{enroll}\"}"));
        NAMES.put("runbook", created("/v1/runbooks", """
                        {"name": "CUSTOM_MV", "steps": [{"interface": "deploy", "step": "erase_devices", "order": 1}]}"""));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theVersionMakesTheDifference(Row row) {
        check(row, row.minor - 1, row.below);
        check(row, row.minor, row.from);
    }

    @Test
    void everyMicroversionHasALine() throws IOException {
        var covered = rows().stream().map(Row::minor).collect(Collectors.toSet());

        assertThat(covered).isEqualTo(IntStream.rangeClosed(2, NEWEST).boxed().collect(Collectors.toSet()));
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> new Row(
                        Integer.parseInt(cells[0].substring(2)), cells[1], cells[2], cells[3], cells[4], cells[5]))
                .toList();
    }

    private static void check(Row row, int minor, String wanted) {
        var reply = stack.send(row.method, filled(row.path), filled(row.body), "1." + minor);
        var parts = wanted.split(" ", 2);
        assertThat(Set.of(parts[0].split(",")))
                .as("%s at 1.%d: %s", row, minor, reply.text())
                .contains(String.valueOf(reply.status()));
        if (parts.length > 1) {
            checkBody(row + " at 1." + minor, reply, parts[1]);
        }
    }

    private static void checkBody(String what, FullStack.Reply reply, String wanted) {
        var rest = wanted.substring(1);
        switch (wanted.charAt(0)) {
            case '+' -> assertThat(keys(reply.json())).as(what).contains(rest);
            case '-' -> assertThat(keys(reply.json())).as(what).doesNotContain(rest);
            case '~' -> assertThat(reply.text()).as(what).contains(rest);
            case '!' -> assertThat(reply.text()).as(what).doesNotContain(rest);
            default -> {
                var pair = wanted.split("=", 2);
                assertThat(reply.json().get(pair[0]).asText()).as(what).isEqualTo(pair[1]);
            }
        }
    }

    private static List<String> keys(JsonNode document) {
        return document.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String filled(String text) {
        var result = text;
        for (var name : NAMES.entrySet()) {
            result = result.replace("{" + name.getKey() + "}", name.getValue());
        }
        var random = ThreadLocalRandom.current();
        return result.replace("{random}", Long.toHexString(random.nextLong()))
                .replace(
                        "{mac}",
                        "52:54:%02x:%02x:%02x:%02x"
                                .formatted(
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256)));
    }

    private static String node(String body) {
        return created("/v1/nodes", body);
    }

    private static String created(String path, String body) {
        var reply = stack.send("POST", path, filled(body));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return UUID.fromString(reply.json().get("uuid").asText()).toString();
    }

    private static void move(String name, String verb, String state) {
        var path = "/v1/nodes/" + NAMES.get(name);
        var reply = stack.send("PUT", path + "/states/provision", "{\"target\":\"" + verb + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        var reached = Await.until(Duration.ofSeconds(30), () -> {
            var node = stack.send("GET", path, "").json();
            return node.get("provision_state").asText().equals(state)
                    && node.get("reservation").isNull();
        });
        assertThat(reached).as(path + " is " + state).isTrue();
    }
}

package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is sent, the answer is never a 500 and the server goes on. */
class HostileIT {
    private static final List<String> TARGETS = List.of(
            "POST /v1/nodes",
            "PATCH /v1/nodes/NODE",
            "PUT /v1/nodes/NODE/states/provision",
            "PUT /v1/nodes/NODE/states/power",
            "PUT /v1/nodes/NODE/maintenance",
            "PUT /v1/nodes/NODE/traits",
            "POST /v1/nodes/NODE/vifs",
            "POST /v1/ports",
            "POST /v1/heartbeat/NODE",
            "PUT /v1/nodes/NODE/management/boot_device",
            "DELETE /v1/nodes/none",
            "GET /v1/nodes");

    private static String url = "";
    private static Database database = Database.open("jdbc:postgresql://localhost/none", Configuration.defaults());
    private static GatewayTesting gateway;
    private static String node = "";

    @BeforeContainer
    static void start() {
        url = PostgresServer.freshDatabase();
        database = Database.open(url, Configuration.defaults());
        gateway = new GatewayTesting(database);
        node = gateway.send("POST", "/v1/nodes", "1.115", "{\"driver\":\"fake-hardware\"}")
                .json()
                .get("uuid")
                .asText();
    }

    @AfterContainer
    static void stop() {
        gateway.close();
        database.close();
        PostgresServer.drop(url);
    }

    @Property(tries = 300)
    void anyJson_neverEndsIn500(
            @ForAll("targets") String target, @ForAll("json") String body, @ForAll("versions") String version) {
        send(target, version, body);
    }

    @Property(tries = 100)
    void anyText_neverEndsIn500(@ForAll("targets") String target, @ForAll String body) {
        send(target, "1.115", body);
    }

    @Property(tries = 200)
    void anyPatch_neverEndsIn500(@ForAll("patches") String body) {
        send("PATCH /v1/nodes/NODE", "1.115", body);
    }

    @Property(tries = 200)
    void anyQuery_neverEndsIn500(@ForAll("names") String name, @ForAll("values") String value) {
        var encoded = java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
        send("GET /v1/nodes?" + name + "=" + encoded, "1.115", "");
        send("GET /v1/ports?" + name + "=" + encoded, "1.115", "");
    }

    private static void send(String target, String version, String body) {
        var parts = target.split(" ", 2);
        var reply = gateway.send(parts[0], parts[1].replace("NODE", node), version, body);
        assertThat(reply.status())
                .as(target + " " + body + " -> " + reply.text())
                .isLessThan(500);
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of(TARGETS);
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of("1.1", "1.10", "1.50", "1.87", "1.115", "latest", "1.116", "x");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "limit",
                "marker",
                "sort_key",
                "sort_dir",
                "fields",
                "detail",
                "associated",
                "maintenance",
                "provision_state",
                "driver",
                "owner",
                "shard",
                "parent_node",
                "description_contains",
                "project",
                "instance_uuid",
                "conductor_group",
                "node",
                "address");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(50),
                Arbitraries.of(
                        "%",
                        "_", "\\", "'", "';--", "id", "uuid", "null", "0", "-1", "1e9", "true", "..", "%00", "\u0001",
                        "\ud800"));
    }

    @Provide
    Arbitrary<String> patches() {
        var op = Arbitraries.of("add", "replace", "remove", "move", "");
        var root = Arbitraries.of(
                "name",
                "driver",
                "extra",
                "properties",
                "driver_info",
                "maintenance",
                "instance_uuid",
                "owner",
                "retired",
                "traits",
                "conductor_group",
                "network_data",
                "parent_node",
                "chassis_uuid",
                "description",
                "protected",
                "uuid",
                "boot_interface");
        var rest = Arbitraries.of("", "/a", "/a/b", "/-", "/0", "//", "/~1", "/\u00e9");
        var one = net.jqwik.api.Combinators.combine(op, root, rest, scalars())
                .as((word, name, more, value) ->
                        "{\"op\":\"%s\",\"path\":\"/%s%s\",\"value\":%s}".formatted(word, name, more, value));
        return one.list().ofMaxSize(4).map(items -> "[" + String.join(",", items) + "]");
    }

    @Provide
    Arbitrary<String> json() {
        return json(3);
    }

    private Arbitrary<String> json(int depth) {
        return depth == 0 ? scalars() : Arbitraries.oneOf(scalars(), arrays(depth - 1), objects(depth - 1));
    }

    private Arbitrary<String> scalars() {
        return Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1.5",
                "1e300",
                "123456789012345678901234567890",
                "\"\"",
                "\"x\"",
                "\"fake-hardware\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"a\\nb\"",
                "\"$(reboot)\"",
                "\"active\"",
                "\"power on\"",
                "\"yes\"",
                "{}",
                "[]",
                "\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"",
                "{\"a\":{\"b\":[null]}}");
    }

    private Arbitrary<String> arrays(int depth) {
        return json(depth).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
    }

    private Arbitrary<String> objects(int depth) {
        var name = Arbitraries.of(
                "driver",
                "name",
                "uuid",
                "target",
                "extra",
                "properties",
                "traits",
                "op",
                "path",
                "value",
                "reason",
                "id",
                "address",
                "node_uuid",
                "callback_url",
                "agent_token",
                "boot_device",
                "configdrive",
                "clean_steps",
                "timeout",
                "unknown",
                "\\u0000");
        return net.jqwik.api.Combinators.combine(name, json(depth))
                .as((key, value) -> "\"" + key + "\":" + value)
                .list()
                .ofMaxSize(4)
                .map(items -> items.stream().collect(Collectors.joining(",", "{", "}")));
    }
}

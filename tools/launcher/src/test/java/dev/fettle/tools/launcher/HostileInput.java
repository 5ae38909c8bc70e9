package dev.fettle.tools.launcher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes up requests that nobody should send: right names with wrong values, wrong names, all kinds of JSON. The seed repeats them. */
final class HostileInput {
    private static final int DEPTH = 3;

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "1e300",
            "-1e-300",
            "123456789012345678901234567890",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"fake-hardware\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\nb\"",
            "\"$(reboot)\"",
            "\"%s%n\"",
            "\"active\"",
            "\"power on\"",
            "\"clean\"",
            "\"CUSTOM_A\"",
            "\"yes\"",
            "\"uefi\"",
            "\"52:54:00:12:34:56\"",
            "\"http://127.0.0.1:1/x\"",
            "\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"",
            "{}",
            "[]",
            "{\"a\":{\"b\":[null]}}");

    private static final List<String> NAMES = List.of(
                    "driver name uuid target extra properties traits op path value reason id address node_uuid node_ident callback_url agent_token"
                            .split(" "),
                    ("boot_device persistent configdrive clean_steps deploy_steps service_steps steps timeout unknown \\u0000 interface step args order"
                                    + " priority events event port_id mac_address status actions conditions phase sensitive public owner")
                            .split(" "),
                    ("resource_class candidate_nodes node volume_id volume_type boot_index connector_id type mode logical_disks nodes power provision"
                                    + " image_url device_type enabled state inventory interfaces rescue_password runbook disable_ramdisk")
                            .split(" "))
            .stream()
            .flatMap(java.util.Arrays::stream)
            .toList();

    private static final List<String> ARGUMENTS = List.of(
            ("limit marker sort_key sort_dir fields detail associated maintenance provision_state driver owner shard parent_node project node"
                            + " description_contains instance_uuid conductor_group address portgroup conductor_groups type resource_class state"
                            + " node_uuid addresses device_types include_children sharded chassis_uuid reset_interfaces unknown phase")
                    .split(" "));

    static final List<String> TEXTS = List.of(
            "",
            "%",
            "_",
            "\\",
            "'",
            "';--",
            "id",
            "uuid",
            "name",
            "null",
            "0",
            "-1",
            "1e9",
            "true",
            "..",
            "\0",
            "\1",
            "\n",
            "a,b,,c",
            "ü",
            "99999999999999999999",
            "1be26c0b-03f2-4d2e-ae87-c02d7f33c123",
            "{}",
            "a".repeat(300));

    private final Random random;

    HostileInput(long seed) {
        this.random = new Random(seed);
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** For a segment of a path. */
    String segment() {
        return encoded(any(TEXTS.stream()
                .filter(text -> !text.isEmpty() && !text.equals(".."))
                .toList()));
    }

    /** With its question mark; mostly empty. */
    String query() {
        if (!oneIn(3)) {
            return "";
        }
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(_ -> any(ARGUMENTS) + "=" + encoded(any(TEXTS)))
                .collect(Collectors.joining("&", "?", ""));
    }

    String body() {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 ->
                any(List.of("{", "[1,2", "nonsense", "{\"a\":1}{", "\"", "{\"a\":1,\"a\":2}", "\u0000", "{\"a\":01}"));
            case 2 -> any(SCALARS);
            case 3 -> "[" + several(this::patchOperation) + "]";
            default -> object(DEPTH);
        };
    }

    private String patchOperation() {
        return "{\"op\":\"%s\",\"path\":\"/%s%s\",\"value\":%s}"
                .formatted(
                        any(List.of("add", "replace", "remove", "move", "")),
                        any(NAMES),
                        any(List.of("", "/a", "/a/b", "/-", "/0", "//", "/~1", "/é")),
                        json(1));
    }

    private String json(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(3)) {
            case 1 -> "[" + several(() -> json(depth - 1)) + "]";
            case 2 -> object(depth - 1);
            default -> any(SCALARS);
        };
    }

    private String object(int depth) {
        return "{" + several(() -> "\"" + any(NAMES) + "\":" + json(depth)) + "}";
    }

    private String several(Supplier<String> item) {
        var items = new ArrayList<String>();
        for (var i = random.nextInt(5); i > 0; i--) {
            items.add(item.get());
        }
        return String.join(",", items);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

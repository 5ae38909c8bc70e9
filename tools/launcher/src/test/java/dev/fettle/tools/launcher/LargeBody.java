package dev.fettle.tools.launcher;

import java.nio.charset.StandardCharsets;

/** Bodies as large as the limits let through, and some that are larger. */
enum LargeBody {
    /** A hundred thousand operations are more than a body of 1 MiB has. */
    PATCH_BOMB("PATCH", "", HostileBody.many("[", "{\"op\":\"add\",\"path\":\"/extra/k%d\",\"value\":1}", "]", 100_000)),
    LARGEST_PATCH("PATCH", "", HostileBody.many("[", "{\"op\":\"add\",\"path\":\"/extra/k%d\",\"value\":1}", "]", 20_000)),
    SMALLEST_OPERATIONS("PATCH", "", "[" + "{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1},".repeat(20_000) + "{}]"),
    VALUES("PATCH", "", "[" + "{},".repeat(340_000) + "{}]"),
    NAMES("PATCH", "", HostileBody.many("{", "\"k%d\":0", "}", 90_000)),
    TEXT("PATCH", "", "[{\"op\":\"add\",\"path\":\"/extra/text\",\"value\":\"" + "a".repeat(1_000_000) + "\"}]"),
    INTEGER("PATCH", "", "[" + "9".repeat(1_000_000) + "]"),
    DEEPEST("PATCH", "", "[".repeat(1_000_000)),
    /** The largest that a provision body may be. */
    CONFIG_DRIVE("PUT", "/states/provision", drive((64 << 20) - 200)),
    SMALLER_CONFIG_DRIVE("PUT", "/states/provision", drive(4 << 20)),
    CONFIG_DRIVE_OF_VALUES(
            "PUT",
            "/states/provision",
            "{\"target\":\"active\",\"configdrive\":{\"meta_data\":{\"a\":[" + "{},".repeat(10 << 20) + "1]}}}"),
    INSPECTION(
            "POST",
            "/v1/continue_inspection",
            "{\"inventory\":{\"interfaces\":[" + "{\"mac_address\":\"x\"},".repeat(700_000) + "{}]}}");

    private final String method;
    private final String path;
    private final byte[] bytes;

    LargeBody(String method, String path, String text) {
        this.method = method;
        this.path = path;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    String method() {
        return method;
    }

    /** Where it goes, given the path of a node. */
    String path(String node) {
        return path.startsWith("/v1") ? path : node + path;
    }

    byte[] bytes() {
        return bytes;
    }

    private static String drive(int size) {
        return "{\"target\":\"active\",\"configdrive\":{\"user_data\":\"" + "x".repeat(size) + "\"}}";
    }
}

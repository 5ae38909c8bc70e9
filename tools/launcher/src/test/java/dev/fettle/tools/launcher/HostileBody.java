package dev.fettle.tools.launcher;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whole bodies that nobody should send, one of each kind. */
enum HostileBody {
    NO_JSON("nonsense"),
    BROKEN_OFF("{\"name\":\"a\",\"extra\":{\"a\""),
    TWO_DOCUMENTS("{}{}"),
    TEXT("\"text\""),
    NUMBER("7"),
    NULL("null"),
    LIST_OF_ALL_TYPES("[null,true,-1,1.5,\"x\",[],{}]"),
    UNKNOWN_NAMES("{\"\":1,\"nobody knows\":2,\"__proto__\":{},\"a/b~c\":3}"),
    DUPLICATE_NAMES("{\"name\":\"a\",\"name\":\"b\",\"target\":\"x\",\"target\":\"y\"}"),
    NUL_IN_TEXT("{\"name\":\"a\\u0000b\",\"target\":\"\\u0000\",\"extra\":{\"a\":\"\\u0000\"}}"),
    NUL_IN_NAME("{\"na\\u0000me\":\"a\"}"),
    NUL_BYTES("\0\0\0\0"),
    HUGE_INTEGER("{\"limit\":" + "9".repeat(90) + ",\"timeout\":" + "9".repeat(90) + "}"),
    LONGEST_INTEGER("{\"timeout\":" + "9".repeat(50_000) + "}"),
    HUGE_EXPONENT("{\"timeout\":1e999999999,\"boot_index\":-1e999999999}"),
    NOT_A_NUMBER("{\"timeout\":NaN,\"boot_index\":Infinity}"),
    LONG_TEXT("{\"name\":\"" + "a".repeat(70_000) + "\"}"),
    LONG_NAME("{\"" + "a".repeat(70_000) + "\":1}"),
    MANY_NAMES(many("{", "\"k%d\":0", "}", 5_000)),
    MANY_VALUES("[" + "{},".repeat(20_000) + "{}]"),
    DEEP_ALLOWED("{\"extra\":" + "[".repeat(24) + "]".repeat(24) + "}"),
    DEEP_OBJECTS("{\"a\":".repeat(26) + "1" + "}".repeat(26)),
    DEEPEST("[".repeat(60_000)),
    PATCH_OF_MANY(many("[", "{\"op\":\"add\",\"path\":\"/extra/k%d\",\"value\":1}", "]", 1_000)),
    PATCH_OF_UNKNOWN("[{\"op\":\"test\",\"path\":\"/name\"},{\"op\":7},{},[],null]"),
    BYTE_ORDER_MARK("\ufeff{}"),
    UTF_16("{\"name\":\"a\"}", StandardCharsets.UTF_16),
    UTF_32("{\"name\":\"a\"}", Charset.forName("UTF-32")),
    LATIN_1("{\"name\":\"\u00fc\"}", StandardCharsets.ISO_8859_1),
    OVERLONG_UTF_8("{\"name\":\"", 0xc0, 0x80, "\"}"),
    SURROGATE_IN_UTF_8("{\"name\":\"", 0xed, 0xa0, "\u0080\"}"),
    CUT_UTF_8("{\"name\":\"", 0xf0, 0x9f, "\"}"),
    LONE_SURROGATE("{\"name\":\"\\ud800\",\"extra\":{\"\\udc00\":\"\\ud800x\"}}");


    private final byte[] bytes;

    HostileBody(String text) {
        this(text, StandardCharsets.UTF_8);
    }

    HostileBody(String text, Charset charset) {
        this.bytes = text.getBytes(charset);
    }

    HostileBody(String before, int first, int second, String after) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        all.write(first);
        all.write(second);
        all.writeBytes(after.getBytes(StandardCharsets.ISO_8859_1));
        this.bytes = all.toByteArray();
    }

    byte[] bytes() {
        return bytes;
    }

    static String many(String before, String each, String after, int times) {
        var text = new StringBuilder(before);
        for (var i = 0; i < times; i++) {
            text.append(i == 0 ? "" : ",").append(each.replace("%d", Integer.toString(i)));
        }
        return text.append(after).toString();
    }
}

package dev.fettle.tools.load.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param path from the root, with its query
 * @param body JSON, or null for none
 */
public record Request(String method, String path, @Nullable String body) {

    public static Request get(String path) {
        return new Request("GET", path, null);
    }

    public static Request of(String method, String path, String body) {
        return new Request(method, path, body);
    }

    byte[] encode(String headers) {
        var head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\n")
                .append(headers);
        if (body == null) {
            return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        var content = body.getBytes(StandardCharsets.UTF_8);
        var start = head.append("Content-Type: application/json\r\nContent-Length: ")
                .append(content.length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[start.length + content.length]; // one write, hence one packet where it fits
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }
}

package dev.fettle.tools.sim.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer; {@link #HANG_UP} closes the connection without any. */
public record Reply(int status, Map<String, String> headers, long length, Body body) {
    public static final Reply HANG_UP = new Reply(0, Map.of(), 0, out -> {});

    /** Writes exactly as many bytes as the answer announces. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Reply json(int status, JsonNode content) {
        return bytes(status, "application/json", content.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), 0, out -> {});
    }

    public static Reply bytes(int status, String contentType, byte[] content) {
        return new Reply(status, Map.of("Content-Type", contentType), content.length, out -> out.write(content));
    }

    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, length, body);
    }
}

package dev.fettle.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers. Immutable as long as nobody changes the bytes put in. */
public final class Answer {
    private static final String JSON = "application/json";

    private final int status;
    private final String contentType;
    private final List<Map.Entry<String, String>> headers;
    private final @Nullable Body body;
    private final @Nullable AnswerStream stream;

    private Answer(
            int status,
            String contentType,
            List<Map.Entry<String, String>> headers,
            @Nullable Body body,
            @Nullable AnswerStream stream) {
        this.status = status;
        this.contentType = contentType;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.stream = stream;
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, List.of(), Body.of(body), null);
    }

    /** 200; the body may be long. */
    public static Answer ok(JsonOut.Writer writer) {
        return json(200, writer);
    }

    public static Answer json(int status, JsonOut.Writer writer) {
        return new Answer(status, JSON, List.of(), JsonOut.body(writer), null);
    }

    /** Without a body and a content type. */
    public static Answer empty(int status) {
        return new Answer(status, JSON, List.of(), null, null);
    }

    public static Answer text(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, List.of(), Body.of(body), null);
    }

    /** A body without a known end, sent as it comes. */
    public static Answer stream(String contentType, AnswerStream stream) {
        return new Answer(200, contentType, List.of(), null, stream);
    }

    public Answer with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new Answer(status, contentType, more, body, stream);
    }

    /** The same under another status. */
    public Answer withStatus(int other) {
        return new Answer(other, contentType, headers, body, stream);
    }

    public int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The bytes of the body, a copy; null when there is none. */
    public byte @Nullable [] body() {
        return body == null ? null : body.bytes();
    }

    @Nullable
    Body content() {
        return body;
    }

    @Nullable
    AnswerStream stream() {
        return stream;
    }
}

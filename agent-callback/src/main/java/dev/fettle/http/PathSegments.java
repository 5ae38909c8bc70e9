package dev.fettle.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits and decodes request paths and query strings. */
final class PathSegments {
    private static final String JSON = ".json";

    private PathSegments() {}

    /** @throws HttpProblem 400 for a broken escape, and for control characters */
    static List<String> of(String path) {
        var segments = new ArrayList<String>();
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--; // trailing slashes do not matter
        }
        var start = 0;
        for (var i = 0; i <= end; i++) {
            if (i == end || path.charAt(i) == '/') {
                if (i > start || i > 0 && i < end) {
                    segments.add(decode(path.substring(start, i), false));
                }
                start = i + 1;
            }
        }
        return segments;
    }

    /** The same path without the suffix {@code .json}; empty when it has none. */
    static Optional<List<String>> withoutJsonSuffix(List<String> segments) {
        if (segments.isEmpty() || !segments.getLast().endsWith(JSON)) {
            return Optional.empty();
        }
        var last = segments.getLast();
        var shorter = new ArrayList<>(segments.subList(0, segments.size() - 1));
        if (!last.equals(JSON)) {
            shorter.add(last.substring(0, last.length() - JSON.length()));
        }
        return Optional.of(shorter);
    }

    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return checked(text);
        }
        var bytes = ByteBuffer.allocate(text.length() * 3);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) (hex(text, i + 1) << 4 | hex(text, i + 2)));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.put((byte) ' ');
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return checked(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            throw HttpProblem.web(400, "An escape in the URL is not valid UTF-8.");
        }
    }

    private static int hex(String text, int at) {
        var digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw HttpProblem.web(400, "An escape in the URL is broken.");
        }
        return digit;
    }

    private static String checked(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw HttpProblem.web(400, "The URL holds a NUL character.");
            }
        }
        return text;
    }
}

package dev.fettle.tools.sim.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests from and writes answers to one connection (RFC 9112, the part that clients use). */
final class HttpWire {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(500, "Internal Server Error"));

    private final InputStream in;
    private final OutputStream out;

    HttpWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** A request, and what to answer at once when it cannot be served. */
    record Message(
            Request request, boolean keepAlive, @Nullable Reply refused) {}

    /** Blocks for the next request; null when the client closed the connection instead. */
    @Nullable
    Message read() throws IOException {
        String line = line();
        if (line == null) {
            return null;
        }
        String[] words = line.split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return refuse(400, "not an HTTP/1.1 request line");
        }
        var headers = headers();
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        var body = body(headers);
        if (body == null) {
            return refuse(413, "the body is larger than " + MAX_BODY + " bytes");
        }
        int question = words[1].indexOf('?');
        String path = question < 0 ? words[1] : words[1].substring(0, question);
        String query = question < 0 ? "" : words[1].substring(question + 1);
        var request = new Request(words[0], decoded(path.replace("+", "%2B")), parameters(query), headers, body);
        boolean keepAlive =
                words[2].equals("HTTP/1.1") && !"close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
        return new Message(request, keepAlive, null);
    }

    void write(Reply reply, boolean headersOnly, boolean keepAlive) throws IOException {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(REASONS.getOrDefault(reply.status(), "Status"))
                .append("\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (reply.status() != 204) {
            head.append("Content-Length: ").append(reply.length()).append("\r\n");
        }
        head.append("Connection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headersOnly && reply.length() > 0) {
            reply.body().writeTo(out);
        }
        out.flush();
    }

    private static Message refuse(int status, String why) {
        return new Message(
                new Request("?", "/", Map.of(), Map.of(), ""), false, Reply.json(status, Json.object("error", why)));
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (int i = 0; i < MAX_HEADERS; i++) {
            String line = line();
            if (line == null) {
                throw new EOFException("closed inside the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new IOException("more than " + MAX_HEADERS + " headers");
    }

    private @Nullable String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        long length = number(headers.getOrDefault("content-length", "0"), 10);
        return length > MAX_BODY ? null : new String(exactly((int) length), StandardCharsets.UTF_8);
    }

    private @Nullable String chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            if (line == null) {
                throw new EOFException("closed inside a chunked body");
            }
            long size = number(line.split(";", 2)[0].strip(), 16);
            if (all.size() + size > MAX_BODY) {
                return null;
            }
            if (size == 0) {
                var _ = headers(); // trailers
                return all.toString(StandardCharsets.UTF_8);
            }
            all.write(exactly((int) size));
            line();
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number < 0) {
                throw new IOException("not a length: " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed inside the body");
        }
        return bytes;
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream(80);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line is longer than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        if (line.size() > 0) {
            throw new EOFException("closed inside a line");
        }
        return null;
    }

    private static Map<String, String> parameters(String query) throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("bad percent encoding: " + text, e);
        }
    }
}

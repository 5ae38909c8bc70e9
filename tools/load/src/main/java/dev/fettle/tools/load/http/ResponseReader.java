package dev.fettle.tools.load.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads HTTP/1.1 responses off one stream: with a length, in chunks, or up to the end of the connection. */
final class ResponseReader {
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int from;
    private int to;
    private boolean lasts;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Whether the connection can carry another request after the last answer. */
    boolean lasts() {
        return lasts;
    }

    /** The next answer that is not an interim one. */
    Answer read(boolean keepBody) throws IOException {
        while (true) {
            var line = line();
            if (!line.startsWith("HTTP/1.") || line.length() < 12) {
                throw new IOException("not an HTTP/1 answer: " + line);
            }
            var status = number(line.substring(9, 12), 10);
            lasts = line.startsWith("HTTP/1.1");
            var length = headers();
            if (status < 200) {
                continue;
            }
            var kept = new ByteArrayOutputStream(keepBody && length > 0 ? (int) length : 32);
            var read = status == 204 || status == 304 ? 0 : body(length, keepBody, kept);
            return new Answer(status, kept.toString(StandardCharsets.UTF_8), read);
        }
    }

    private static final long CHUNKED = -2;
    private static final long TO_THE_END = -1;

    private long headers() throws IOException {
        var length = TO_THE_END;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            var value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length == CHUNKED ? CHUNKED : number(value, 10);
                case "transfer-encoding" -> length = value.endsWith("chunked") ? CHUNKED : length;
                case "connection" -> lasts = value.equals("keep-alive") || lasts && !value.equals("close");
                default -> {}
            }
        }
        return length;
    }

    private long body(long length, boolean keep, ByteArrayOutputStream kept) throws IOException {
        if (length == CHUNKED) {
            var all = 0L;
            while (true) {
                var size = number(line().split(";", 2)[0].strip(), 16);
                if (size == 0) {
                    while (!line().isEmpty()) {} // trailers
                    return all;
                }
                take(size, keep, kept);
                line();
                all += size;
            }
        }
        if (length >= 0) {
            take(length, keep, kept);
            return length;
        }
        lasts = false;
        var all = 0L;
        do {
            all += to - from;
            copy(to - from, keep, kept);
        } while (fill());
        return all;
    }

    private void take(long count, boolean keep, ByteArrayOutputStream kept) throws IOException {
        for (var left = count; left > 0; ) {
            if (from == to && !fill()) {
                throw new EOFException("closed with " + left + " bytes of the body missing");
            }
            var part = (int) Math.min(left, to - from);
            copy(part, keep, kept);
            left -= part;
        }
    }

    private void copy(int count, boolean keep, ByteArrayOutputStream kept) {
        if (keep) {
            kept.write(buffer, from, count);
        }
        from += count;
    }

    private String line() throws IOException {
        var scanned = from;
        while (true) {
            for (; scanned < to; scanned++) {
                if (buffer[scanned] == '\n') {
                    var end = scanned > from && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
                    var line = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
                    from = scanned + 1;
                    return line;
                }
            }
            scanned -= makeRoom();
            var count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                throw new EOFException("closed where an answer was awaited");
            }
            to += count;
        }
    }

    private int makeRoom() throws IOException {
        if (to < buffer.length) {
            return 0;
        }
        if (from == 0) {
            throw new IOException("a header line of more than " + LONGEST_LINE + " bytes");
        }
        var moved = from;
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        return moved;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a number in an HTTP answer: " + text, e);
        }
    }
}

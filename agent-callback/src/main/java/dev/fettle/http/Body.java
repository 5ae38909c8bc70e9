package dev.fettle.http;

import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The body of an answer, collected in pieces: a long one is never copied as a whole. Not thread-safe. */
final class Body extends OutputStream {
    /** What goes out at once. Twice as much leaves the pools of the network library and takes a tenth more of the whole answer. */
    private static final int PIECE = 32 << 10;

    private final List<Buffer> pieces = new ArrayList<>();
    private int length;

    static Body of(byte[] bytes) {
        var body = new Body();
        body.write(bytes, 0, bytes.length);
        return body;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        var at = from;
        var end = from + count;
        while (at < end) {
            if (length % PIECE == 0) {
                pieces.add(Buffer.buffer(pieces.isEmpty() ? Math.min(count, PIECE) : PIECE));
            }
            var fits = Math.min(end - at, PIECE - length % PIECE);
            pieces.getLast().appendBytes(bytes, at, fits);
            at += fits;
            length += fits;
        }
    }

    int length() {
        return length;
    }

    /** All but the last one of the same length. */
    List<Buffer> pieces() {
        return pieces;
    }

    byte[] bytes() {
        var all = Buffer.buffer(length);
        pieces.forEach(all::appendBuffer);
        return all.getBytes();
    }
}

package dev.fettle.tools.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends what is too much and leaves connections open that it does not read from. For one thread. */
final class HostileClient implements AutoCloseable {
    private static final int PIECE = 64 << 10;
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final List<Socket> held = new ArrayList<>();

    HostileClient(String url) {
        this.port = URI.create(url).getPort();
    }

    /** The status of the answer; 0 when the connection is cut before it. */
    int send(String method, String path, byte[] body) {
        try (var socket = connect()) {
            write(socket, method, path, "Content-Length: " + body.length + "\r\n");
            try {
                for (var at = 0; at < body.length; at += PIECE) {
                    socket.getOutputStream().write(body, at, Math.min(PIECE, body.length - at));
                }
            } catch (IOException _) {
                return status(socket); // it was answered before the end of the body
            }
            return status(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks and does not read the answer. */
    void hold(String method, String path, String headers) {
        try {
            var socket = connect();
            held.add(socket);
            write(socket, method, path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and says nothing. */
    void holdSilent() {
        try {
            held.add(connect());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String method, String path, String headers) throws IOException {
        var head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nX-OpenStack-Ironic-API-Version: 1.115\r\n" + headers
                + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int status(Socket socket) {
        try {
            var start = "HTTP/1.1 ".length();
            var line = socket.getInputStream().readNBytes(start + 3);
            return line.length < start + 3
                    ? 0
                    : Integer.parseInt(new String(line, start, 3, StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        for (var socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

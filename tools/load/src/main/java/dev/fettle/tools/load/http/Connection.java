package dev.fettle.tools.load.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection for one thread. Blocks; connecting and each wait for bytes end within the endpoint's timeout. Opens itself when
 * it is needed, and again where the server closes after each answer. A request is never sent twice.
 */
public final class Connection implements AutoCloseable {
    /** A connection that was idle for longer may have been closed by the server unnoticed. */
    private static final long STALE_NANOS = 1_000_000_000;

    private final Endpoint endpoint;
    private final String headers;
    private @Nullable Socket socket;
    private @Nullable ResponseReader reader;
    private long lastUsed;

    public Connection(Endpoint endpoint) {
        this.endpoint = endpoint;
        headers = endpoint.headers();
    }

    /**
     * Sends and reads the whole answer.
     *
     * @param keepBody false to count the bytes only
     * @throws IOException when no complete answer came; the connection is closed then
     */
    public Answer exchange(Request request, boolean keepBody) throws IOException {
        if (socket != null && System.nanoTime() - lastUsed > STALE_NANOS) {
            close();
        }
        try {
            var answers = open();
            var sent = endpoint.path().isEmpty()
                    ? request
                    : new Request(request.method(), endpoint.path() + request.path(), request.body());
            output().getOutputStream().write(sent.encode(headers));
            var answer = answers.read(keepBody);
            lastUsed = System.nanoTime();
            if (!answers.lasts()) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private ResponseReader open() throws IOException {
        if (reader == null) {
            var fresh = new Socket();
            socket = fresh;
            fresh.setTcpNoDelay(true);
            var millis = Math.toIntExact(endpoint.timeout().toMillis());
            fresh.setSoTimeout(millis);
            fresh.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
            reader = new ResponseReader(fresh.getInputStream());
        }
        return reader;
    }

    private Socket output() throws IOException {
        if (socket == null) {
            throw new IOException("the connection is closed");
        }
        return socket;
    }

    @Override
    public void close() throws IOException {
        var old = socket;
        socket = null;
        reader = null;
        if (old != null) {
            old.close();
        }
    }
}

package dev.fettle.tools.sim.web;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server on one port. The JDK's own spends a platform thread per server, which a thousand simulated
 * machines cannot afford; here an idle port or connection costs a parked virtual thread.
 */
public final class HttpListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
    private static final int BACKLOG = 512;
    private static final int IDLE_MILLIS = 60_000;

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpListener(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @param tls null for plain HTTP
     */
    public static HttpListener open(String host, int port, @Nullable SSLContext tls, Handler handler)
            throws IOException {
        var factory = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        var listener =
                new HttpListener(factory.createServerSocket(port, BACKLOG, InetAddress.getByName(host)), handler);
        Thread.ofVirtual().name("sim-accept-" + listener.port()).start(listener::accept);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Stops listening and cuts every connection. */
    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(HttpListener::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("sim-http-" + port()).start(() -> serve(socket));
            } catch (SocketException e) {
                if (!server.isClosed()) {
                    log.warn("Port {} accepts no more connections: {}", port(), e.getMessage());
                }
                return;
            } catch (IOException e) {
                log.warn("A connection to port {} failed before its first request: {}", port(), e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            var wire = new HttpWire(
                    new BufferedInputStream(socket.getInputStream()),
                    new BufferedOutputStream(socket.getOutputStream(), 16 * 1024));
            while (!server.isClosed()) {
                var message = wire.read();
                if (message == null) {
                    return;
                }
                var reply = message.refused() == null ? answer(message.request()) : message.refused();
                if (reply.status() == 0) {
                    socket.setSoLinger(true, 0); // a reset, as from a machine that went away
                    return;
                }
                boolean more = message.keepAlive() && message.refused() == null;
                wire.write(reply, message.request().method().equals("HEAD"), more);
                if (!more) {
                    return;
                }
            }
        } catch (SocketTimeoutException _) {
            log.debug("Closed an idle connection to port {}", port());
        } catch (IOException e) {
            log.debug("A connection to port {} ended: {}", port(), e.toString());
        } finally {
            open.remove(socket);
        }
    }

    private Reply answer(Request request) {
        try {
            return handler.handle(request);
        } catch (InterruptedException _) {
            return Reply.HANG_UP;
        } catch (RuntimeException e) {
            log.error("{} {} failed", request.method(), request.path(), e);
            return Reply.json(500, Json.object("error", e.toString()));
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            log.debug("Closing failed: {}", e.toString());
        }
    }
}

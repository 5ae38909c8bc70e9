package dev.fettle.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A listening HTTP server on all event loops. */
public final class HttpListener implements AutoCloseable {
    private static final int SECONDS = 30;

    /**
     * A connection on which nothing moves for that long, or no slice of an answer was taken, is given up. Longer than any answer may take: a
     * conductor is waited for by less.
     */
    private static final int IDLE_SECONDS = 180;

    /** Of one server. Each holds some kilobytes and a file descriptor. */
    private static final int MOST_CONNECTIONS = 4096;

    /** Vert.x shares the socket among servers of one port; those that name this number share one free port. */
    private static final int ANY_SHARED_PORT = -1;

    private final Vertx vertx;
    private final Deadlines deadlines;

    public HttpListener() {
        this(Deadlines.USUAL);
    }

    HttpListener(Deadlines deadlines) {
        this.deadlines = deadlines;
        var files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops())
                .setWorkerPoolSize(1)
                .setFileSystemOptions(files));
    }

    public Vertx vertx() {
        return vertx;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @return the port that it listens on
     * @throws IllegalStateException when it cannot, such as for a port in use
     */
    public int listen(String host, int port, Consumer<HttpServerRequest> handler) {
        var loops = Stream.generate(() -> new Loop(host, port == 0 ? ANY_SHARED_PORT : port, handler, deadlines))
                .limit(eventLoops())
                .toList();
        for (var loop : loops) {
            await(vertx.deployVerticle(loop), "cannot listen on " + host + ":" + port);
        }
        return loops.getFirst().port();
    }

    @Override
    public void close() {
        await(vertx.close(), "cannot stop the HTTP server");
    }

    private static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private static <T> void await(Future<T> future, String failure) {
        try {
            future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(failure + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(failure + " within " + SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure + ": interrupted", e);
        }
    }

    /** One server on one event loop. */
    private static final class Loop extends VerticleBase {
        private final String host;
        private final int port;
        private final Consumer<HttpServerRequest> handler;
        private final Connections connections;
        private volatile int bound;

        Loop(String host, int port, Consumer<HttpServerRequest> handler, Deadlines deadlines) {
            this.host = host;
            this.port = port;
            this.handler = handler;
            this.connections = new Connections(
                    MOST_CONNECTIONS / eventLoops(), deadlines.request(), System::nanoTime);
        }

        int port() {
            return bound;
        }

        @Override
        public Future<?> start() {
            var options = new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setWriteIdleTimeout(IDLE_SECONDS)
                    .setMaxHeaderSize(16 << 10)
                    .setMaxInitialLineLength(16 << 10)
                    .setHandle100ContinueAutomatically(true)
                    .setHttp2ClearTextEnabled(false) // one protocol, one set of limits
                    .setTcpNoDelay(true);
            connections.watch(vertx);
            return vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(http -> {
                        connections.asked(http);
                        handler.accept(http);
                    })
                    .listen()
                    .onSuccess((HttpServer server) -> bound = server.actualPort());
        }
    }
}

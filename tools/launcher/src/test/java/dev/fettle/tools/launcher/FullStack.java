package dev.fettle.tools.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.conductor.ConductorServer;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.gateway.GatewayServer;
import dev.fettle.http.Route;
import dev.fettle.tools.launcher.postgres.DataDirectory;
import dev.fettle.tools.launcher.postgres.EmbeddedPostgres;
import dev.fettle.transport.local.LocalTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A real conductor and a real gateway in this JVM. Keeps what is logged, unmasked, and every answer. */
final class FullStack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Capture capture = new Capture();
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;
    private final Database database;
    private final LocalTransport transport;
    private final ConductorServer conductor;
    private final GatewayServer gateway;
    private final String url;

    private FullStack(Path data) {
        capture.begin();
        directory = DataDirectory.open(data);
        postgres = EmbeddedPostgres.start(
                directory, Path.of("target", "postgres-cache").toAbsolutePath());
        database = Database.open(postgres.jdbcUrl(), Configuration.defaults());
        database.migrate();
        var config = Configuration.defaults()
                .with(ApiOptions.PORT, "0")
                .with(ApiOptions.HOST_IP, "127.0.0.1")
                .with(DefaultOptions.HOST, "cond-1")
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware,ipmi,redfish");
        transport = new LocalTransport(config);
        conductor = new ConductorServer(config, database, transport, Clock.systemUTC());
        conductor.start();
        gateway = new GatewayServer(config, database, transport, Clock.systemUTC());
        url = "http://127.0.0.1:" + gateway.start();
    }

    /** With a database of its own in that folder. */
    static FullStack start(Path data) {
        return new FullStack(data);
    }

    /** An answer. */
    record Reply(int status, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }

    Reply send(String method, String path, String body) {
        return send(method, path, body, "1.115");
    }

    Reply send(String method, String path, String body, String version) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), version);
    }

    Reply send(String method, String path, byte[] body, String version) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .header("X-OpenStack-Ironic-API-Version", version)
                .build();
        try {
            var http = client.send(request, BodyHandlers.ofString());
            answers.add(http.headers().map() + http.body());
            return new Reply(http.statusCode(), http.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends what no client would; the status of the answer, 0 when the connection is closed without one. */
    int raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var start = "HTTP/1.1 ".length();
            var line = socket.getInputStream().readNBytes(start + 3);
            return line.length == 0 ? 0 : Integer.parseInt(new String(line, start, 3, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the database into a state that is hard to reach by requests. */
    void sql(String statement) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var run = connection.createStatement()) {
            run.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The first column of what the database says. */
    List<String> query(String statement) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var run = connection.createStatement();
                var rows = run.executeQuery(statement)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** All that the gateway serves. */
    List<Route> routes() {
        return gateway.routes();
    }

    /** Headers and bodies so far. */
    List<String> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /** Messages and stack traces so far, as they were before any masking. */
    List<String> logged() {
        synchronized (capture.lines) {
            return List.copyOf(capture.lines);
        }
    }

    private static final class Capture extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Logger ours = (Logger) LoggerFactory.getLogger("dev.fettle");

        void begin() {
            setContext(root.getLoggerContext());
            ours.setLevel(Level.TRACE);
            start();
            root.addAppender(this);
        }

        void end() {
            root.detachAppender(this);
            ours.setLevel(null);
        }

        @Override
        protected void append(ILoggingEvent event) {
            var thrown = event.getThrowableProxy();
            lines.add(event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }

    @Override
    public void close() {
        gateway.close();
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
        client.close();
        database.close();
        postgres.close();
        directory.close();
        capture.end();
    }
}

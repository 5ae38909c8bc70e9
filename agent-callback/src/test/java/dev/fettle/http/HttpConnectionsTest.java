package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not behave on the wire. None of them keeps anything of the server for longer than it is patient. */
class HttpConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final byte[] LARGE = new byte[32 << 20];
    private static final String POST = "POST /v1/things HTTP/1.1\r\nHost: x\r\n";

    private EdgeTesting edge = edge(new Deadlines(LONG, LONG, LONG));

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void chunkedBodyWithoutLength_isRead() throws IOException {
        var chunks = "5\r\n{\"a\":\r\n1;ext=1\r\n1\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n";

        assertThat(edge.raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks)).isEqualTo("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 1,2\r\n\r\nxx",
                "Content-Length: 99999999999999999999999\r\n\r\nx",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "X: \0\r\n\r\n",
                "X y: 1\r\n\r\n"
            })
    void brokenFraming_isRefusedOrCutOff(String rest) {
        assertThat(edge.raw(POST + rest)).isIn("", "HTTP/1.1 400", "HTTP/1.1 413");

        assertThat(edge.get("/v1/things").statusCode()).isEqualTo(200);
    }

    /** More than the server works on at the same time: each must have given its place back. */
    @Test
    void bodiesThatBreakOff_takeNoPlace() throws IOException {
        for (var i = 1; i <= 4200; i++) {
            try (var socket = edge.connect()) {
                socket.getOutputStream().write(bytes(POST + "Content-Length: 60000\r\n\r\n{"));
            }
            if (i % 100 == 0) {
                edge.awaitAnswered(i); // else there would be too many connections
            }
        }

        assertThat(edge.get("/v1/things").statusCode()).isEqualTo(200);
        assertThat(edge.held()).as("bytes held for bodies").isZero();
    }

    @Test
    void slowBody_meetsItsDeadline() {
        restart(new Deadlines(LONG, SHORT, LONG));

        assertThat(edge.raw(POST + "Content-Length: 10\r\n\r\n{")).isEqualTo("HTTP/1.1 408");
        assertThat(edge.raw(POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")).isEqualTo("HTTP/1.1 408");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET / HTTP/1.1\r\nHost: x\r\nX: "})
    void connectionWithoutARequest_isClosed(String begun) {
        restart(new Deadlines(SHORT, LONG, LONG));

        assertThat(edge.raw(begun)).isEmpty();
    }

    @Test
    void connectionAfterARequest_isClosedWhenNoneFollows() throws IOException {
        restart(new Deadlines(SHORT, LONG, LONG));

        try (var socket = edge.connect()) {
            socket.getOutputStream().write(bytes("GET /v1/things HTTP/1.1\r\nHost: x\r\n\r\n"));
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(all).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answerThatNobodyTakes_isGivenUp() throws IOException {
        restart(new Deadlines(LONG, LONG, SHORT));

        try (var socket = edge.connect()) {
            socket.setReceiveBufferSize(4096);
            socket.getOutputStream().write(bytes("GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n"));
            edge.awaitAnswered(1);
            edge.awaitNothingHeld();
            assertThat(readToEnd(socket)).as("bytes of the answer").isLessThan(LARGE.length);
        }
    }

    @Test
    void tooManyLargeAnswersAtOnce_are503() throws IOException {
        var clients = (int) (Runtime.getRuntime().maxMemory() / LARGE.length) + 1;
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < clients; i++) {
                var socket = edge.connect();
                sockets.add(socket);
                socket.setReceiveBufferSize(4096);
                socket.getOutputStream().write(bytes("GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            edge.awaitAnswered(clients);

            var answer = edge.get("/v1/large");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(edge.get("/v1/things").statusCode()).isEqualTo(200);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private void restart(Deadlines deadlines) {
        edge.close();
        edge = edge(deadlines);
    }

    private static EdgeTesting edge(Deadlines deadlines) {
        return new EdgeTesting(
                Authenticator.NONE,
                List.of(
                        Route.of("GET", "/v1/things", "", _ -> Answer.ok(out -> out.writeString("thing"))),
                        Route.of(
                                "POST",
                                "/v1/things",
                                "",
                                request -> Answer.ok(out -> JsonOut.value(out, request.json()))),
                        Route.of("GET", "/v1/large", "", _ -> Answer.json(200, LARGE))),
                deadlines);
    }

    private static long readToEnd(Socket socket) {
        var all = 0L;
        try {
            for (var read = 0; read >= 0; read = socket.getInputStream().read(new byte[1 << 16])) {
                all += read;
            }
        } catch (IOException _) {
            return all; // cut off, as it should be
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

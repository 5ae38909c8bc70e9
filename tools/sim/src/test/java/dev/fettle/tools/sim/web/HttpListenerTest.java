package dev.fettle.tools.sim.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** HTTP on the wire. */
class HttpListenerTest {

    @Test
    void oneConnection_servesSeveralRequests() throws Exception {
        String answers = exchange("""
                GET /a%20b?x=1%262&y HTTP/1.1
                Host: h

                HEAD / HTTP/1.1

                POST /c HTTP/1.1
                Transfer-Encoding: chunked

                3
                abc
                2;x=y
                de
                0

                POST /d HTTP/1.1
                Content-Length: 2
                Connection: close

                fg""".replace("\n", "\r\n"));
        assertThat(answers)
                .contains("\"GET /a b {x=1&2} \"")
                .contains("\"POST /c {} abcde\"")
                .contains("\"POST /d {} fg\"")
                .contains("Connection: close");
        assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(5);
        assertThat(answers).doesNotContain("HEAD");
    }

    @Test
    void expectation_isMet() throws Exception {
        assertThat(exchange(
                        "POST /e HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
    }

    @Test
    void nonsense_isRefused() throws Exception {
        assertThat(exchange("what is this\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).isEmpty();
        assertThat(exchange("GET /%zz HTTP/1.1\r\n\r\n")).isEmpty();
    }

    @Test
    void brokenHandler_is500() throws Exception {
        assertThat(exchange("GET /broken HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500 ");
    }

    private static String exchange(String request) throws IOException {
        try (var listener = HttpListener.open("127.0.0.1", 0, null, HttpListenerTest::echo);
                var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Reply echo(Request request) {
        if (request.path().equals("/broken")) {
            throw new IllegalStateException("on purpose");
        }
        String text = "%s %s %s %s".formatted(request.method(), request.path(), request.query(), request.body());
        return Reply.json(200, Json.MAPPER.getNodeFactory().textNode(text));
    }
}

package dev.fettle.tools.load.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    /** Gives one byte at a time, as the worst network would. */
    private static ResponseReader reader(String bytes) {
        var source = new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8));
        return new ResponseReader(new InputStream() {
            @Override
            public int read() {
                return source.read();
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                return source.read(buffer, from, Math.min(1, length));
            }
        });
    }

    @Test
    void answersFollowEachOtherOnOneConnection() throws IOException {
        var reader = reader("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\u00e4HTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}");
        assertThat(reader.read(true)).isEqualTo(new Answer(200, "a\u00e4", 3));
        assertThat(reader.lasts()).isTrue();
        assertThat(reader.read(true)).isEqualTo(new Answer(204, "", 0));
        assertThat(reader.read(false)).isEqualTo(new Answer(404, "", 2));
    }

    @Test
    void chunks() throws IOException {
        var reader = reader("""
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked
                Connection: close

                5;x=y
                hello
                A
                 0123456 8
                0
                Trailer: x

                """.replace("\n", "\r\n"));
        assertThat(reader.read(true)).isEqualTo(new Answer(200, "hello 0123456 8", 15));
        assertThat(reader.lasts()).isFalse();
    }

    @Test
    void withoutLengthTheBodyGoesToTheEnd() throws IOException {
        var reader = reader("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(70_000));
        assertThat(reader.read(false).length()).isEqualTo(70_000);
        assertThat(reader.lasts()).isFalse();
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        assertThat(reader("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
                        .read(true))
                .isEqualTo(new Answer(202, "", 0));
    }

    @Test
    void brokenAnswersAreFailures() {
        assertThatThrownBy(() -> reader("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
                        .read(true))
                .hasMessage("closed with 6 bytes of the body missing");
        assertThatThrownBy(() -> reader("").read(true)).hasMessage("closed where an answer was awaited");
        assertThatThrownBy(() -> reader("SSH-2.0-x\r\n").read(true)).hasMessageContaining("not an HTTP/1 answer");
        assertThatThrownBy(() ->
                        reader("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n").read(true))
                .hasMessageContaining("not a number");
        assertThatThrownBy(() ->
                        reader("HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000)).read(true))
                .hasMessageContaining("header line");
    }
}

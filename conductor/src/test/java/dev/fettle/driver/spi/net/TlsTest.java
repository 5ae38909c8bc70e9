package dev.fettle.driver.spi.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real TLS server with a certificate of its own, valid for 127.0.0.1 only. */
class TlsTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static HttpsServer server;
    private final OutboundHttp http = new OutboundHttp();

    @BeforeAll
    static void start() throws Exception {
        var store = folder.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "agent",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=agent",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD),
                        "-storetype",
                        "PKCS12"))
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        var encoded = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("agent").getEncoded());
        Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("junk.pem"), "top secret content");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void unknownCertificate_isRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> send(TlsTrust.SYSTEM, "127.0.0.1"))
                .isInstanceOfSatisfying(
                        HttpFailure.class, f -> assertThat(f.stage()).isEqualTo(HttpFailure.Stage.UNSENT));
    }

    @Test
    void itsOwnAuthority_isAccepted_butNotForAnotherHost() throws HttpFailure {
        var trust = TlsTrust.of(folder.resolve("ca.pem").toString());
        assertThat(send(trust, "127.0.0.1").status()).isEqualTo(200);
        assertThatThrownBy(() -> send(trust, "localhost")).isInstanceOf(HttpFailure.class);
    }

    @Test
    void notVerifying_acceptsAnything() throws HttpFailure {
        assertThat(send(TlsTrust.of("false"), "127.0.0.1").status()).isEqualTo(200);
        assertThat(send(TlsTrust.of("false"), "localhost").status()).isEqualTo(200);
    }

    @Test
    void badCaFiles_areClearAndNotQuoted() {
        for (var file :
                List.of(folder.resolve("missing.pem"), folder.resolve("junk.pem"), folder, Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> send(TlsTrust.of(file.toString()), "127.0.0.1"))
                    .as(file.toString())
                    .isInstanceOf(HttpFailure.class)
                    .hasMessageContaining("CA file")
                    .hasMessageNotContaining("top secret");
        }
    }

    @Test
    void minimumVersion_isKept() throws HttpFailure {
        var trust = new TlsTrust(false, Optional.empty(), Optional.of("1.3"), List.of());
        assertThat(send(trust, "127.0.0.1").status()).isEqualTo(200);
        var old = new TlsTrust(false, Optional.empty(), Optional.empty(), List.of("TLS_NO_SUCH_CIPHER"));
        assertThatThrownBy(() -> send(old, "127.0.0.1")).isInstanceOf(HttpFailure.class);
    }

    private HttpAnswer send(TlsTrust trust, String host) throws HttpFailure {
        var uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        return http.send(
                new HttpCall("GET", uri, Map.of(), null, trust, Duration.ofSeconds(10), Duration.ofSeconds(10), 1000));
    }
}

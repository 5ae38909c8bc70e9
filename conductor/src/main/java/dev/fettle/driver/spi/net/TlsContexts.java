package dev.fettle.driver.spi.net;

import dev.fettle.tls.ClientTls;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Makes TLS contexts and parameters from a {@link TlsTrust}. */
final class TlsContexts {
    private static final List<String> VERSIONS = List.of("TLSv1.1", "TLSv1.2", "TLSv1.3");

    private TlsContexts() {}

    /** @throws IOException when the CA file cannot be read or holds no certificate; without its content */
    static SSLContext context(TlsTrust trust) throws IOException {
        return trust.verify() ? ClientTls.verifying(trust.caFile()) : ClientTls.trustingAnyone();
    }

    static SSLParameters parameters(TlsTrust trust, SSLContext context) {
        var parameters = new SSLParameters();
        trust.minimumVersion()
                .map(minimum -> VERSIONS.subList(Math.max(0, VERSIONS.indexOf("TLSv" + minimum)), VERSIONS.size()))
                .ifPresent(versions -> parameters.setProtocols(versions.stream()
                        .filter(Arrays.asList(
                                context.getSupportedSSLParameters().getProtocols())::contains)
                        .toArray(String[]::new)));
        if (!trust.ciphers().isEmpty()) {
            parameters.setCipherSuites(trust.ciphers().toArray(String[]::new));
        }
        return parameters;
    }
}

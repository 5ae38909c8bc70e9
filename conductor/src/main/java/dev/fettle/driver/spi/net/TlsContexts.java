package dev.fettle.driver.spi.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes TLS contexts and parameters from a {@link TlsTrust}. */
final class TlsContexts {
    private static final long MAX_CA_BYTES = 1 << 20;
    private static final List<String> VERSIONS = List.of("TLSv1.1", "TLSv1.2", "TLSv1.3");

    private TlsContexts() {}

    /** @throws IOException when the CA file cannot be read or holds no certificate; without its content */
    static SSLContext context(TlsTrust trust) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(trust), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS with the given CA file: it must hold PEM certificates", e);
        }
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

    private static TrustManager[] managers(TlsTrust trust) throws GeneralSecurityException, IOException {
        if (!trust.verify()) {
            return new TrustManager[] {new TrustAnyone()};
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust.caFile().isPresent() ? authorities(trust.caFile().get()) : null);
        return factory.getTrustManagers();
    }

    private static KeyStore authorities(String file) throws GeneralSecurityException, IOException {
        var path = Path.of(file);
        if (!Files.isRegularFile(path) || Files.size(path) > MAX_CA_BYTES) {
            throw new IOException("the CA file is missing, not a plain file or larger than 1 MiB");
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(path)))) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("the CA file holds no certificate");
        }
        return store;
    }

    /** For {@code verify = false} only. Being "extended", it also stands in for the check of the host name. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package dev.fettle.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts for clients. */
public final class ClientTls {
    private static final long MAX_CA_BYTES = 1 << 20;

    private ClientTls() {}

    /**
     * Trusts servers whose certificate, host name included, one of the authorities vouches for. Reads the file.
     *
     * @param caFile path of a PEM file, up to 1 MiB, with the only authorities to trust; empty: those of the JVM
     * @throws IOException when the file cannot be read or holds no certificate; without its content
     */
    public static SSLContext verifying(Optional<String> caFile) throws IOException {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(caFile.isPresent() ? authorities(caFile.get()) : null);
            return context(factory.getTrustManagers());
        } catch (InvalidPathException e) {
            throw new IOException("the CA file has no valid name", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS with the given CA file: it must hold PEM certificates", e);
        }
    }

    /** Trusts any certificate of any host. */
    public static SSLContext trustingAnyone() {
        try {
            return context(new AnyCertificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static SSLContext context(TrustManager... trusted) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
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
}

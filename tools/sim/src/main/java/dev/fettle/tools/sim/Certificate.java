package dev.fettle.tools.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for the address of the fleet, made by the JDK's keytool.
 *
 * @param context serves with it
 * @param pem for clients that shall trust it
 */
record Certificate(SSLContext context, String pem) {
    private static final String ALIAS = "fleet";
    private static final long KEYTOOL_SECONDS = 60;
    private static final String PASSWORD_VARIABLE = "FETTLE_SIM_KEYSTORE_PASSWORD";

    /** Runs keytool; takes about a second. */
    static Certificate selfSigned(String host) throws IOException {
        var directory = Files.createTempDirectory("fettle-sim");
        String password = UUID.randomUUID().toString();
        try {
            var file = directory.resolve("keys.p12");
            keytool(file, host, password);
            return load(file, password);
        } finally {
            try (var files = Files.walk(directory)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void keytool(Path file, String host, String password) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=" + host,
                "-ext",
                "bc:c=ca:true",
                "-ext",
                "san=" + (host.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        var process = builder.start();
        try (var output = process.inputReader()) {
            process.getOutputStream().close();
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool has not ended within " + KEYTOOL_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "keytool failed: " + String.join(" ", output.lines().toList()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static Certificate load(Path file, String password) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            byte[] der = keys.getCertificate(ALIAS).getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return new Certificate(context, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool wrote a key store that cannot be used: " + e.getMessage(), e);
        }
    }
}

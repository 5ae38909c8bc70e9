package dev.fettle.driver.ipmi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A password on its way to ipmitool: in a file that only we can read and that {@link #close} deletes, or in the environment of that one process.
 */
final class Credentials implements AutoCloseable {
    private final @Nullable Path file;
    private final Map<String, String> environment;

    private Credentials(@Nullable Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    static Credentials inEnvironment(String password) {
        return new Credentials(null, Map.of("IPMI_PASSWORD", password));
    }

    /** @throws IOException when the temporary folder can not be written */
    static Credentials inFile(String password) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = Files.createTempFile("fettle-ipmi-", null, onlyOwner);
        try {
            // ipmitool refuses an empty file; it reads a NUL byte as an empty password
            Files.writeString(file, password.isEmpty() ? "\0" : password, StandardCharsets.UTF_8);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new Credentials(file, Map.of());
    }

    List<String> arguments() {
        return file != null ? List.of("-f", file.toString()) : List.of("-E");
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String toString() {
        return file != null ? "password file" : "password in environment";
    }
}

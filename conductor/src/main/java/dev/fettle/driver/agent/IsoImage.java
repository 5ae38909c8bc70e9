package dev.fettle.driver.agent;

import dev.fettle.driver.spi.net.Untrusted;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Makes ISO 9660 images with the external program xorriso: an argument vector, a private folder, a limit of time. Thread-safe. */
final class IsoImage {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String program;

    /** @param program name or path of xorriso */
    IsoImage(String program) {
        this.program = program;
    }

    /**
     * @param files contents by relative path; the caller vouches for the paths
     * @return base64 of the gzipped image, labelled config-2
     * @throws FaultException when the program is missing or fails
     */
    String build(Map<String, byte[]> files) {
        try {
            var folder = Files.createTempDirectory("fettle-config-drive"); // mode 0700
            try {
                return build(folder, files);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw failure("the temporary folder cannot be used (" + Untrusted.text(e.getMessage()) + ")", e);
        }
    }

    private String build(Path folder, Map<String, byte[]> files) throws IOException {
        var root = Files.createDirectory(folder.resolve("root"));
        for (var file : files.entrySet()) {
            var path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var image = folder.resolve("image.iso");
        run(
                folder,
                List.of(
                        program,
                        "-no_rc",
                        "-as",
                        "mkisofs",
                        "-quiet",
                        "-V",
                        "config-2",
                        "-J",
                        "-r",
                        "-o",
                        image.toString(),
                        root.toString()));
        return encode(image);
    }

    private void run(Path folder, List<String> command) throws IOException {
        var log = folder.resolve("log");
        var process = start(folder, command, log);
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("xorriso did not end within " + LIMIT.toSeconds() + " s", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("the conductor is stopping", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure(
                    "xorriso failed: " + Untrusted.text(Files.readString(log, StandardCharsets.ISO_8859_1)), null);
        }
    }

    private Process start(Path folder, List<String> command, Path log) {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH")); // it needs nothing else of ours
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("HOME", folder.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw failure(
                    "the program '" + program + "' cannot be started; install the package xorriso on the conductor", e);
        }
    }

    private static String encode(Path image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            Files.copy(image, zipped);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FaultException failure(String why, @org.jspecify.annotations.Nullable Exception cause) {
        var text = "The config drive cannot be built: " + why + ".";
        return cause == null
                ? new FaultException(FaultCode.INSTANCE_DEPLOY_FAILURE, text)
                : new FaultException(FaultCode.INSTANCE_DEPLOY_FAILURE, text, cause);
    }
}

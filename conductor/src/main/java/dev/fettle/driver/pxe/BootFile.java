package dev.fettle.driver.pxe;

import dev.fettle.config.PxeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A kernel or ramdisk that a node names by URL.
 *
 * @param what where the URL comes from, such as {@code driver_info/deploy_kernel}
 */
record BootFile(String what, String url) {
    /** Far more than any ramdisk; keeps an endless source from filling the disk. */
    private static final long MOST_BYTES = 4L << 30;

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Set<String> WEB = Set.of("http", "https");

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} for what can be told from the URL alone */
    void validate(NodeTask task) {
        if (isFile()) {
            path();
        } else {
            EgressGuard.of(task.config()).parse(what, url, WEB);
        }
    }

    /** Puts the content into a file, whole or not at all. Blocks until it is there; anyone may read it. */
    void copyTo(NodeTask task, Path target) {
        try {
            var part = Files.createTempFile(target.resolveSibling("").toAbsolutePath(), ".part-", null);
            try {
                if (isFile()) {
                    copyFile(task, part);
                } else {
                    download(task, part);
                }
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
                task.ensureLockHeld();
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw failed(
                    "can not be fetched (" + e.getClass().getSimpleName()
                            + "); check that the source exists and that [pxe]tftp_root can be written",
                    e);
        }
    }

    private boolean isFile() {
        return url.startsWith("file://");
    }

    private Path path() {
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw failed("is not a file URL such as file:///var/lib/ironic/deploy.kernel", e);
        }
    }

    /** Only what really lies within an allowed folder, and only a regular file. */
    private Path allowed(NodeTask task) throws IOException {
        var real = path().toRealPath();
        for (var folder : task.config().get(PxeOptions.FILE_URL_ALLOWED_PATHS)) {
            var allowed = Path.of(folder);
            if (Files.isDirectory(allowed) && real.startsWith(allowed.toRealPath()) && Files.isRegularFile(real)) {
                return real;
            }
        }
        throw failed(
                "is not a file within [conductor]file_url_allowed_paths; move it there or extend that option", null);
    }

    private void download(NodeTask task, Path part) throws IOException {
        var uri = EgressGuard.of(task.config()).check(what, url, WEB);
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .build();
        try {
            var body = BodyHandlers.limiting(BodyHandlers.ofFile(part), MOST_BYTES);
            var answer = client.sendAsync(HttpRequest.newBuilder(uri).build(), body)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != 200) {
                throw failed(
                        "answers with HTTP status " + answer.statusCode() + " instead of 200; correct the URL", null);
            }
        } catch (TimeoutException e) {
            throw failed("takes longer than " + LIMIT.toMinutes() + " minutes; use a nearer server", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            client.shutdownNow();
        }
    }

    private void copyFile(NodeTask task, Path part) throws IOException {
        var real = allowed(task);
        if (Files.size(real) > MOST_BYTES) {
            throw failed("is larger than " + MOST_BYTES + " bytes; use a smaller one", null);
        }
        Files.copy(real, part, StandardCopyOption.REPLACE_EXISTING);
    }

    private FaultException failed(String problem, @Nullable Exception cause) {
        var text = what + " " + problem + ".";
        return cause == null
                ? new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text)
                : new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text, cause);
    }
}

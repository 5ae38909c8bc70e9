package dev.fettle.driver.spi.image;

import dev.fettle.config.Configuration;
import dev.fettle.config.DeployOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images as they were fetched, one file for each address, in {@code [deploy] iso_master_path}. An image that is there is asked about before it
 * is used: the server says whether it has a newer one. Together they take at most {@code [deploy] iso_cache_size}, and none stays that was not
 * used for {@code [deploy] iso_cache_ttl}. Thread-safe: of many who want one image, one fetches it.
 */
final class ImageCache {
    private static final Logger LOG = LoggerFactory.getLogger(ImageCache.class);
    private static final String UNFINISHED = ".part";
    private static final Duration ABANDONED = Duration.ofDays(1);
    /** By address; two addresses that share one wait for each other, which does no harm. */
    private static final List<Lock> LOCKS =
            Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();

    private final Path folder;
    private final long maxBytes;
    private final Duration unusedFor;
    private final ImageFetch fetch;
    private final Clock clock;

    private ImageCache(Path folder, long maxBytes, Duration unusedFor, ImageFetch fetch, Clock clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.unusedFor = unusedFor;
        this.fetch = fetch;
        this.clock = clock;
    }

    static ImageCache of(Configuration config, Clock clock) {
        return new ImageCache(
                Path.of(config.get(DeployOptions.ISO_MASTER_PATH)),
                config.get(DeployOptions.ISO_CACHE_SIZE) * 1024L * 1024,
                Duration.ofMinutes(config.get(DeployOptions.ISO_CACHE_TTL)),
                ImageFetch.of(config, clock),
                clock);
    }

    /** Takes a file as long as nobody else removes it. */
    @FunctionalInterface
    interface Use {
        void of(Path file) throws IOException;
    }

    /**
     * Fetches the image unless the newest is there, and lets it be used. Blocks until it is there, at most {@code [fettle]
     * image_download_timeout}, and as long again while somebody else fetches it.
     *
     * @param what the source of the address, for messages
     * @throws FaultException that says why there is no image
     */
    void with(String what, URI source, Use use) {
        var name = name(source);
        var lock = LOCKS.get(Math.floorMod(name.hashCode(), LOCKS.size()));
        takeTurn(what, lock);
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(name);
            refresh(what, source, file);
            used(file);
            use.of(file);
            makeRoom(file);
        } catch (IOException e) {
            throw new FaultException(
                    FaultCode.INTERNAL,
                    "The image of " + what + " can not be stored: "
                            + e.getClass().getSimpleName()
                            + ". Make [deploy] iso_master_path and http_root folders with room that the conductor may write to.",
                    e);
        } finally {
            lock.unlock();
        }
    }

    private void takeTurn(String what, Lock lock) {
        try {
            if (!lock.tryLock(fetch.limit().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new FaultException(
                        FaultCode.IMAGE_DOWNLOAD_FAILED,
                        "The image of " + what + " could not be fetched: others have fetched it for "
                                + fetch.limit().toSeconds()
                                + " s and are not done. Look whether its server answers, and try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(FaultCode.TEMPORARY_FAILURE, "The conductor is stopping. Retry the request.", e);
        }
    }

    private void refresh(String what, URI source, Path file) throws IOException {
        var part = Files.createTempFile(folder, file.getFileName() + ".", UNFINISHED);
        try {
            var modified = Files.exists(file)
                    ? fetch.newer(
                            what,
                            source,
                            part,
                            maxBytes,
                            Files.getLastModifiedTime(file).toInstant())
                    : fetch.any(what, source, part, maxBytes);
            if (modified.isPresent()) {
                ServedFiles.readable(part);
                Files.setLastModifiedTime(part, FileTime.from(modified.get()));
                ServedFiles.put(file, part);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** When a file was used last is its time of access; when it was written says which version of the image it is. */
    private void used(Path file) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class)
                .setTimes(null, FileTime.from(clock.instant()), null);
    }

    private void makeRoom(Path kept) throws IOException {
        record Entry(Path file, BasicFileAttributes attributes) {}
        List<Entry> oldestFirst;
        try (var files = Files.list(folder)) {
            oldestFirst = files.filter(file -> !file.equals(kept))
                    .flatMap(file -> ServedFiles.attributes(file).map(it -> new Entry(file, it)).stream())
                    .filter(entry -> entry.attributes().isRegularFile())
                    .sorted(Comparator.comparing(entry -> entry.attributes().lastAccessTime()))
                    .toList();
        }
        var now = clock.instant();
        var total = Files.size(kept)
                + oldestFirst.stream()
                        .mapToLong(entry -> entry.attributes().size())
                        .sum();
        for (var entry : oldestFirst) {
            var unfinished = entry.file().toString().endsWith(UNFINISHED);
            var age = Duration.between(entry.attributes().lastAccessTime().toInstant(), now);
            if (unfinished ? age.compareTo(ABANDONED) > 0 : total > maxBytes || age.compareTo(unusedFor) > 0) {
                LOG.info("{} leaves the image cache", entry.file());
                Files.deleteIfExists(entry.file());
                total -= entry.attributes().size();
            }
        }
    }

    private static String name(URI source) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(source.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.fettle.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a file says, read again whenever the file changes. Thread-safe. */
final class WatchedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
    private static final long LARGEST = 1 << 20;

    private final Path path;
    private final Function<String, T> reader;
    private final T broken;
    private volatile Content<T> content;

    /** What the file held when it had that stamp. */
    private record Content<T>(Stamp stamp, T value) {}

    private record Stamp(FileTime modified, long size) {}

    /**
     * @param broken what counts while a file that was changed cannot be read
     * @param reader may throw {@link IllegalStateException} with a message for the log
     * @throws IllegalStateException when the file cannot be read now
     */
    WatchedFile(Path path, T broken, Function<String, T> reader) {
        this.path = path;
        this.reader = reader;
        this.broken = broken;
        this.content = read();
    }

    T get() {
        try {
            if (!stamp().equals(content.stamp())) {
                content = read();
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error("cannot read {} again; nobody is let in until that works", path, e);
            return broken;
        }
        return content.value();
    }

    private Content<T> read() {
        try {
            var stamp = stamp();
            if (stamp.size() > LARGEST) {
                throw new IllegalStateException("the file " + path + " is larger than 1 MiB");
            }
            return new Content<>(stamp, reader.apply(Files.readString(path)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the file " + path + ": " + e, e);
        }
    }

    private Stamp stamp() throws IOException {
        return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
    }
}

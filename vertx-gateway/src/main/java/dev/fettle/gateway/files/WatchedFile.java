package dev.fettle.gateway.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a file says, read again whenever the file changes. Thread-safe. */
public final class WatchedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
    private static final long LARGEST = 1 << 20;

    private final Path path;
    private final Function<String, T> reader;
    private final T broken;
    private volatile Content<T> content;

    /** What the file held when it had that stamp. */
    private record Content<T>(FileStamp stamp, T value) {}

    /**
     * @param broken what counts while a file that was changed cannot be used
     * @param reader may throw {@link IllegalStateException} with a message for the log
     * @throws IllegalStateException when the file cannot be used now
     */
    public WatchedFile(Path path, T broken, Function<String, T> reader) {
        this.path = path;
        this.reader = reader;
        this.broken = broken;
        try {
            this.content = read(FileStamp.of(path));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the file " + path + ": " + e, e);
        }
    }

    /** What it says now. Looks at the file's time each time; reads and complains once for each change. */
    public T get() {
        try {
            var stamp = FileStamp.of(path);
            if (!stamp.equals(content.stamp())) {
                content = reread(stamp);
            }
            return content.value();
        } catch (IOException e) {
            LOG.error("cannot read {}; nobody is let in until that works: {}", path, e.toString());
            return broken;
        }
    }

    private Content<T> reread(FileStamp stamp) throws IOException {
        try {
            return read(stamp);
        } catch (RuntimeException e) {
            LOG.error(
                    "{} was changed and cannot be used; nobody is let in until that works: {}",
                    path,
                    e.getMessage(),
                    e);
            return new Content<>(stamp, broken);
        }
    }

    private String text() throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the file " + path + " is not UTF-8", e);
        }
    }

    private Content<T> read(FileStamp stamp) throws IOException {
        if (stamp.equals(FileStamp.MISSING)) {
            throw new IllegalStateException("there is no file " + path);
        }
        if (stamp.size() > LARGEST) {
            throw new IllegalStateException("the file " + path + " is larger than 1 MiB");
        }
        return new Content<>(stamp, reader.apply(text()));
    }
}

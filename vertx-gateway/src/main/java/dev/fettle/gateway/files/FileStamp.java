package dev.fettle.gateway.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file was written or replaced, without reading it.
 *
 * @param key of the file on its volume, which another file put in its place does not have; null where the volume has no such keys
 */
public record FileStamp(
        FileTime modified, long size, @Nullable Object key) {
    /** There is no such file. */
    public static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

    /** @throws IOException when nobody can say */
    public static FileStamp of(Path path) throws IOException {
        try {
            var facts = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(facts.lastModifiedTime(), facts.size(), facts.fileKey());
        } catch (NoSuchFileException _) {
            return MISSING;
        }
    }
}

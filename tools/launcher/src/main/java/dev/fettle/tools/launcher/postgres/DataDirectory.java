package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a standalone Fettle keeps what must survive: one process at a time, which the system itself enforces, so that nothing is left
 * locked by a crash.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws StartFailure when it cannot be written or another process has it; says which */
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (!Files.isDirectory(path)) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            }
            return locked(path.toRealPath());
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot use " + path + " as data directory: " + e + "; choose another with --data-dir", e);
        }
    }

    public Path path() {
        return path;
    }

    /** Says who has it, for the message that the next one gets. */
    public void describe(String who) {
        try {
            lock.truncate(0);
            lock.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new StartFailure("cannot write to " + path + ": " + e.getMessage(), e);
        }
    }

    /** Deletes it with all that it holds. */
    public void discard() {
        close();
        try {
            PostgresBinaries.deleteTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    /** Lets the next one in. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataDirectory locked(Path path) throws IOException {
        var file = path.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                var directory = new DataDirectory(path, channel);
                directory.describe("process " + ProcessHandle.current().pid());
                return directory;
            }
        } catch (OverlappingFileLockException _) {
            // another thread of this very process has it
        }
        channel.close();
        throw new StartFailure("the data directory " + path + " is in use by another Fettle (" + Files.readString(file)
                + "); stop that one, or choose another directory with --data-dir");
    }
}

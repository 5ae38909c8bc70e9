package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.StartFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of the PostgreSQL that comes in a jar, unpacked once per version.
 *
 * @param home the folder that holds {@code bin}
 */
record PostgresBinaries(Path home) {

    /**
     * Unpacks below the folder unless that was done before. Safe when several processes do it at once: each unpacks aside, the first to be
     * complete wins.
     */
    static PostgresBinaries unpackedBelow(Path folder) {
        var archive = archive();
        try {
            var home = folder.resolve("postgresql-" + version(archive));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(folder);
                unpack(archive, folder, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot unpack PostgreSQL below " + folder + ": " + e.getMessage()
                            + "; free some space (70 MB) or choose another folder with XDG_CACHE_HOME",
                    e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Such as 17: data directories fit exactly one of them. Does not unpack. */
    static String majorVersion() {
        try {
            return version(archive()).replaceFirst("[.-].*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL archive() {
        var processor = System.getProperty("os.arch");
        var name = switch (processor) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64" -> "postgres-linux-arm_64.txz";
            default -> "none";
        };
        var url = PostgresBinaries.class.getResource("/" + name);
        if (url == null || !System.getProperty("os.name").equals("Linux")) {
            throw new StartFailure("there is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                    + processor + "; start one of your own and give it with --db");
        }
        return url;
    }

    /** The version in the name of the jar, and a checksum, so that a changed jar is unpacked anew. */
    private static String version(URL archive) throws IOException {
        var connection = archive.openConnection();
        if (!(connection instanceof JarURLConnection inJar)) {
            throw new IOException(archive + " is not in a jar");
        }
        var jar = Path.of(inJar.getJarFileURL().getPath()).getFileName().toString();
        var version = jar.replaceFirst(".*?-(\\d+(?:\\.\\d+)+).*", "$1");
        return version + "-" + Long.toHexString(inJar.getJarEntry().getCrc());
    }

    private static void unpack(URL archive, Path folder, Path home) throws IOException {
        var aside = Files.createTempDirectory(
                folder,
                ".unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (var in =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unpack(in, entry, aside);
            }
            if (!Files.isDirectory(home)) {
                Files.move(aside, home);
            }
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) { // else somebody else was faster
                throw e;
            }
        } finally {
            deleteTree(aside);
        }
    }

    private static void unpack(InputStream in, TarArchiveEntry entry, Path aside) throws IOException {
        var target = aside.resolve(entry.getName()).normalize();
        if (!target.startsWith(aside)) {
            throw new IOException("the archive holds " + entry.getName() + ", which leads out of it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(in, target);
            var permissions = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The files of one server: its data, and beside them password, port and log.
 *
 * @param folder the data directory that holds them all
 */
record Cluster(Path folder) {
    /** Of the database and of its user. */
    static final String NAME = "fettle";

    private static final long LARGEST_LOG = 10_000_000;

    Path data() {
        return folder.resolve("postgres");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("postgres.password")).strip();
    }

    /** Data of one major version cannot be read by another. */
    void checkVersion() throws IOException {
        var file = data().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        var found = Files.readString(file).strip();
        var ours = PostgresBinaries.majorVersion();
        if (!found.equals(ours)) {
            throw new StartFailure(data() + " holds data of PostgreSQL " + found + ", but the embedded one is " + ours
                    + "; dump it with pg_dump of version " + found + " and restore it into a new --data-dir,"
                    + " or serve it with PostgreSQL " + found + " and give --db");
        }
    }

    /** Creates the data unless they are there. Aside, then renamed: half of a cluster is never taken for one. */
    void initialiseOnce(PostgresPrograms programs) throws IOException {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        var aside = folder.resolve("postgres.new");
        PostgresBinaries.deleteTree(aside);
        Files.createDirectory(aside, privately("rwx------"));
        programs.user().own(aside);
        var password = folder.resolve("postgres.password");
        Files.deleteIfExists(password);
        Files.createFile(password, privately("rw-------"));
        Files.writeString(password, newPassword());
        programs.user().own(password);
        // spotless:off
        // a long random password needs no slow hash, which every connection would pay for
        programs.run(folder, "", "initdb", "--pgdata", aside.toString(), "--username", NAME,
                "--pwfile", password.toString(), "--auth", "scram-sha-256", "--set", "scram_iterations=1",
                "--encoding", "UTF8", "--locale", "C", "--no-instructions");
        // spotless:on
        programs.run(
                folder, "CREATE DATABASE " + NAME + ";\n", "postgres", "--single", "-D", aside.toString(), "postgres");
        Files.move(aside, data());
    }

    private static FileAttribute<?> privately(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String newPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A free port: the one of the last start if possible, so that a URL noted down stays valid. */
    int port(boolean another) throws IOException {
        var file = folder.resolve("postgres.port");
        var last = !another && Files.exists(file)
                ? Integer.parseInt(Files.readString(file).strip())
                : 0;
        try (var probe = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Integer.toString(probe.getLocalPort()));
            return probe.getLocalPort();
        } catch (BindException e) {
            if (last == 0) {
                throw e;
            }
            return port(true);
        }
    }

    /** The server that runs on these data, ours or one left over. */
    Optional<ProcessHandle> running() throws IOException {
        return pidFile().stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,9}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(this::worksHere);
    }

    /** Whether that process says, in its own file, that it takes connections. */
    boolean ready(long pid) {
        try {
            var lines = pidFile();
            return lines.size() > 7
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException _) {
            return false; // being written
        }
    }

    private List<String> pidFile() throws IOException {
        var file = data().resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Process ids are used again: a server is known by its working directory, which is its data. */
    private boolean worksHere(ProcessHandle process) {
        try {
            return Path.of("/proc/" + process.pid() + "/cwd").toRealPath().equals(data().toRealPath());
        } catch (IOException _) {
            return false; // gone meanwhile, or somebody else's
        }
    }

    void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG) {
            Files.move(log(), folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    String endOfLog() throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        var lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }
}

package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.launcher.start.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs PostgreSQL's programs as a user that they accept. */
record PostgresPrograms(PostgresBinaries binaries, RunAs user) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final List<String> OWN_SESSION =
            new RunAs(List.of(), -1).works("setsid", "--version") ? List.of("setsid") : List.of();

    /** @param directory the data directory; its owner decides the user, and it takes the programs when that user cannot reach the cache */
    static PostgresPrograms forServerIn(Path directory, Path data, Path cache) {
        var user = RunAs.forFilesIn(data);
        for (var folder : List.of(cache, directory)) {
            var binaries = PostgresBinaries.unpackedBelow(folder);
            if (user.works(binaries.program("postgres").toString(), "--version")) {
                return new PostgresPrograms(binaries, user);
            }
        }
        throw new StartFailure(
                "the embedded PostgreSQL in " + directory + " does not run here (on Alpine it needs glibc;"
                        + " as root, a --data-dir that every user may enter, such as /var/lib/fettle);"
                        + " or give a server with --db");
    }

    /** Runs one to its end. Its output is shown only when it fails. */
    void run(Path folder, String input, String program, String... arguments) throws IOException {
        var output = Files.createTempFile("fettle-" + program, ".log");
        try {
            var process = new ProcessBuilder(user.with(command(program, List.of(arguments))))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            if (!finished(process) || process.exitValue() != 0) {
                throw new StartFailure(program + " of the embedded PostgreSQL failed:\n"
                        + Files.readString(output).strip());
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Starts one that stays, in a session of its own: Ctrl-C in the terminal must reach Fettle only, which stops it last. */
    Process launch(Path folder, Path log, String program, List<String> arguments) throws IOException {
        var words = new ArrayList<>(OWN_SESSION);
        words.addAll(user.with(command(program, arguments)));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Stops a server: clients are disconnected; past 10 s without a checkpoint; past 15 s by force. */
    void stop(ProcessHandle server) {
        signal("INT", server);
        if (Await.until(Duration.ofSeconds(10), () -> !server.isAlive())) {
            return;
        }
        LOG.warn("PostgreSQL {} did not stop within 10 s; it is stopped without a checkpoint", server.pid());
        signal("QUIT", server);
        if (!Await.until(Duration.ofSeconds(5), () -> !server.isAlive())) {
            server.destroyForcibly();
            Await.until(Duration.ofSeconds(5), () -> !server.isAlive());
        }
    }

    private void signal(String name, ProcessHandle process) {
        if (process.isAlive()
                && !user.works(binaries.program("pg_ctl").toString(), "kill", name, Long.toString(process.pid()))
                && process.isAlive()) {
            LOG.warn("cannot send {} to PostgreSQL {}", name, process.pid());
        }
    }

    private List<String> command(String program, List<String> arguments) {
        var words = new ArrayList<>(List.of(binaries.program(program).toString()));
        words.addAll(arguments);
        return words;
    }

    private static boolean finished(Process process) {
        try {
            if (process.waitFor(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}

package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. For root there are two ways around it: a user namespace of its own, in which root is nobody to the
 * program yet the owner of its files to the system; or, where a container forbids that, a real change to an unprivileged user.
 *
 * @param prefix the words in front of each command of PostgreSQL
 * @param owner the user that its files must belong to, or -1 for whoever creates them
 */
record RunAs(List<String> prefix, int owner) {
    private static final int NOBODY = 65534;
    private static final RunAs ROOT_IN_NAMESPACE = new RunAs(List.of("unshare", "--user"), 0);
    private static final RunAs OTHER_USER =
            new RunAs(List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups"), NOBODY);

    /**
     * The first way that works here. Runs a program or two, at most for a few seconds.
     *
     * @param folder the data directory of the server, which an earlier start may have given to another user
     */
    static RunAs forFilesIn(Path folder) {
        if (userOf(Path.of("/proc/self")) != 0) {
            return new RunAs(List.of(), -1);
        }
        var givenAway = Files.exists(folder) && userOf(folder) != 0;
        if (!givenAway && ROOT_IN_NAMESPACE.works("true")) {
            return ROOT_IN_NAMESPACE;
        }
        if (OTHER_USER.works("true")) {
            return OTHER_USER;
        }
        throw new StartFailure(
                "PostgreSQL does not run as root, and neither 'unshare --user' nor 'setpriv --reuid' works here;"
                        + " start Fettle as another user, or give it a server with --db");
    }

    /** Whether a command succeeds within a few seconds. */
    boolean works(String... command) {
        try {
            var process = new ProcessBuilder(with(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // no such program
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> with(List<String> command) {
        var words = new ArrayList<>(prefix);
        words.addAll(command);
        return words;
    }

    /** Gives a folder and all in it to the user that the server runs as. */
    void own(Path folder) throws IOException {
        if (owner <= 0) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int userOf(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new StartFailure("cannot tell whom " + path + " belongs to: " + e.getMessage(), e);
        }
    }
}

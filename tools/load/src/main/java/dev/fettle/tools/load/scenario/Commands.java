package dev.fettle.tools.load.scenario;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that the user names on the command line. */
final class Commands {
    private static final int MINUTES = 15;

    private Commands() {}

    /** Runs it to its end, its output on ours. */
    static void run(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new NotApplicable(command.getFirst() + " did not end within " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new NotApplicable(command.getFirst() + " failed with status " + process.exitValue());
            }
        } catch (IOException e) {
            throw new NotApplicable("cannot start " + command.getFirst() + ": " + e.getMessage());
        }
    }
}

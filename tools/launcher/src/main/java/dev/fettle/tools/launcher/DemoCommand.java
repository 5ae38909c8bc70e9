package dev.fettle.tools.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fettle demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts everything with ten simulated machines, enrolls them and deploys three.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}

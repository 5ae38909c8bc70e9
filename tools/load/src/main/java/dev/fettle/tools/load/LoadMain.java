package dev.fettle.tools.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The load tool's command line. */
@Command(
        name = "load",
        description = "Measures Fettle, or any other service with Ironic's API, and compares the results.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MeasureCommand.class,
            StartUpCommand.class,
            RpcEchoCommand.class,
            EchoServerCommand.class,
            ImportEchoCommand.class,
            CompareCommand.class,
            ScenariosCommand.class
        })
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LoadMain()).setExecutionExceptionHandler((e, line, _) -> {
            line.getErr().println("load: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return 1;
        });
    }
}

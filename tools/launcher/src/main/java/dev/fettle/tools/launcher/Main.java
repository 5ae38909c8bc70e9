package dev.fettle.tools.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code fettle}. Exit codes: 0 done, 1 could not start or go on, 2 wrong arguments or configuration, 130 and 143 stopped by a signal. */
@Command(
        name = "fettle",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Provisions bare metal; speaks OpenStack Ironic's API.",
        footer = {"", "Begin with 'fettle up' or, without any machines, with 'fettle demo'."},
        subcommands = {ConfigCommand.class, DemoCommand.class, VersionCommand.class})
public final class Main implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        var code = commandLine().execute(arguments);
        System.exit(code);
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Main());
        for (var role : Role.values()) {
            var command = new CommandLine(new ServeCommand(role));
            command.getCommandSpec().usageMessage().description(role.description());
            line.addSubcommand(role.command(), command);
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Failures::report);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command.");
        }
    }
}

package dev.fettle.tools.launcher;

import dev.fettle.config.ConfigurationLoader;
import dev.fettle.config.LoadedConfiguration;
import dev.fettle.config.Option;
import dev.fettle.config.OptionCatalog;
import dev.fettle.model.Secrets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fettle config}: every option, as a configuration file. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints every option with its meaning and default, as a configuration file.",
        footer = {"", "What is set by --config, the environment or --set is a line without #; secrets are masked."})
final class ConfigCommand implements Callable<Integer> {
    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Shows the values in force with this file; repeatable.")
    private List<Path> files = List.of();

    @CommandLine.Option(
            names = "--set",
            paramLabel = "GROUP.OPTION=VALUE",
            description = "Sets one option; repeatable.")
    private List<String> assignments = List.of();

    @CommandLine.Option(names = "--given", description = "Prints only what somebody set.")
    private boolean onlyGiven;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("runs as a command only");
        }
        var loader = new ConfigurationLoader();
        files.forEach(loader::file);
        loader.environment(System.getenv());
        assignments.forEach(loader::set);
        var loaded = loader.load();
        loaded.warnings().forEach(spec.commandLine().getErr()::println);
        print(loaded, spec.commandLine().getOut());
        return 0;
    }

    private void print(LoadedConfiguration loaded, PrintWriter out) {
        var groups = new LinkedHashMap<String, List<Option<?>>>();
        for (var option : OptionCatalog.ALL) {
            if (!onlyGiven || loaded.isGiven(option)) {
                groups.computeIfAbsent(option.group(), _ -> new ArrayList<>()).add(option);
            }
        }
        for (Map.Entry<String, List<Option<?>>> group : groups.entrySet()) {
            out.println("[" + group.getKey() + "]");
            out.println();
            group.getValue().forEach(option -> print(loaded, option, out));
        }
    }

    private static void print(LoadedConfiguration loaded, Option<?> option, PrintWriter out) {
        out.println("# " + option.help());
        out.println("# Takes: " + option.type() + ".");
        if (loaded.isGiven(option)) {
            out.println("# Default: " + (option.defaultText().isEmpty() ? "none" : option.defaultText()) + ".");
            out.println(assignment(
                    option,
                    option.secret() ? Secrets.MASK : loaded.configuration().text(option)));
        } else {
            out.println("#" + assignment(option, option.defaultText()));
        }
        out.println();
    }

    /** So that it reads back to the same: lines after the first are continuations. */
    private static String assignment(Option<?> option, String text) {
        return (option.name() + " = " + text.replace("$", "$$").replace("\n", "\n    ")).stripTrailing();
    }
}

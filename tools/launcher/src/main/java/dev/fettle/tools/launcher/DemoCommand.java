package dev.fettle.tools.launcher;

import dev.fettle.config.AgentOptions;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.LoadedConfiguration;
import dev.fettle.tools.launcher.demo.Demo;
import dev.fettle.tools.launcher.log.LogSetup;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fettle demo}: {@code up} with data that go when it stops, and simulated machines beside it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts everything with simulated machines, enrolls them and deploys some, showing the progress.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @CommandLine.Option(
            names = "--machines",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many. Default: 10.")
    private int machines;

    @CommandLine.Option(
            names = "--deploy",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of them to deploy. Default: 3.")
    private int deployed;

    @CommandLine.Option(
            names = "--exit-after",
            paramLabel = "SECONDS",
            description = "Ends this long after all is done. Default: stays until Ctrl-C.")
    private @Nullable Integer exitAfter;

    @Mixin
    private CommonFlags flags = new CommonFlags();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("runs as a command only");
        }
        var out = spec.commandLine().getOut();
        var environment = System.getenv();
        var loaded = flags.load(environment);
        LogSetup.apply(flags.logForm(), loaded.configuration());
        LogSetup.onlyWarnings();
        var temporary = !flags.hasDataDirectory();
        var directory = temporary ? temporaryFolder() : flags.dataDirectory(environment);
        try (var running = Startup.run(new Startup.Settings(
                Role.UP,
                configuration(loaded),
                directory,
                temporary,
                UserFolders.cache(environment),
                Clock.systemUTC()))) {
            Greeting.print(running, out);
            var url = Addresses.url(running.configuration());
            var demo = Demo.start(url, machines, deployed);
            running.endings().add("simulated machines", _ -> demo.close());
            demo.run(out, onTerminal(), LIMIT);
            out.println("Ready: " + deployed + " machines are active, " + (machines - deployed)
                    + " available. Look around:");
            out.println("  openstack --os-auth-type none --os-endpoint " + url + " baremetal node list");
            out.flush();
            return exitAfter == null ? running.awaitEnd() : running.awaitEnd(Duration.ofSeconds(exitAfter));
        }
    }

    /** Simulated agents speak plain HTTP. A port that is taken is no reason not to show something. */
    private static Configuration configuration(LoadedConfiguration loaded) {
        var config = loaded.isGiven(AgentOptions.REQUIRE_TLS)
                ? loaded.configuration()
                : loaded.configuration().with(AgentOptions.REQUIRE_TLS, "false");
        return loaded.isGiven(ApiOptions.PORT) || Addresses.usable(config) ? config : config.with(ApiOptions.PORT, "0");
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static Path temporaryFolder() throws IOException {
        return Files.createTempDirectory(
                "fettle-demo-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    }
}

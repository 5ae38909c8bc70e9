package dev.fettle.tools.launcher;

import dev.fettle.tools.launcher.log.LogSetup;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fettle up}, {@code gateway}, {@code conductor}, {@code callback}: starts and stays until a signal comes. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private final Role role;

    @Mixin
    private CommonFlags flags = new CommonFlags();

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(Role role) {
        this.role = role;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("runs as a command only");
        }
        var environment = System.getenv();
        var loaded = flags.load(environment);
        LogSetup.apply(flags.logForm(), loaded.configuration());
        loaded.warnings().forEach(LoggerFactory.getLogger(ServeCommand.class)::warn);
        var settings = new Startup.Settings(
                role,
                loaded.configuration(),
                flags.dataDirectory(environment),
                false,
                UserFolders.cache(environment),
                Clock.systemUTC());
        var running = Startup.run(settings);
        Greeting.print(running, spec.commandLine().getOut());
        return running.awaitEnd();
    }
}

package dev.fettle.tools.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fettle version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version and the Java it runs on.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    private static final String POM = "/META-INF/maven/dev.fettle/fettle-launcher/pom.properties";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            for (var line : getVersion()) {
                spec.commandLine().getOut().println(line);
            }
        }
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"fettle " + version(), "Java " + Runtime.version()};
    }

    /** As Maven noted it in the jar. */
    static String version() {
        try (var in = VersionCommand.class.getResourceAsStream(POM)) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "(not packaged)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

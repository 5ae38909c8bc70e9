package dev.fettle.tools.load;

import dev.fettle.tools.load.result.ResultFile;
import dev.fettle.tools.load.result.Run;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where results go: to whoever watches and, if wanted, to a file. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--label",
            defaultValue = "fettle",
            description = "Name of this server in results (${DEFAULT-VALUE})")
    private String label = "";

    @Option(names = "--out", description = "File to which each run is added as a line of JSON")
    private @Nullable Path out;

    private final List<Run> done = new ArrayList<>();

    String label() {
        return label;
    }

    String now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void add(Run run) {
        done.add(run);
        if (out != null) {
            ResultFile.append(out, run);
        }
        var spent = run.spent();
        say("  " + RunLine.of(run) + (spent == null ? "" : RunLine.of(spent)));
    }

    List<Run> done() {
        return done;
    }

    void say(String line) {
        PrintWriter writer = command().commandLine().getOut();
        writer.println(line);
        writer.flush();
    }

    CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("not started by the command line");
        }
        return spec;
    }
}

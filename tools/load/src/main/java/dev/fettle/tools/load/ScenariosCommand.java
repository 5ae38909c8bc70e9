package dev.fettle.tools.load;

import dev.fettle.tools.load.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be measured. */
@Command(name = "scenarios", description = "Lists what can be measured.", mixinStandardHelpOptions = true)
final class ScenariosCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            Scenarios.all().forEach(each -> out.printf("%-18s %s%n", each.name(), each.title()));
            out.flush();
        }
    }
}

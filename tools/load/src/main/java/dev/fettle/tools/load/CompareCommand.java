package dev.fettle.tools.load;

import dev.fettle.tools.load.report.Comparison;
import dev.fettle.tools.load.report.MarkdownTable;
import dev.fettle.tools.load.result.ResultFile;
import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.result.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the table of one result file, or of two with the ratio between them. */
@Command(
        name = "compare",
        description =
                "Prints results as a Markdown table; of two files, with the ratio between them (above 1: the first is better).",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "FILE", description = "Ours, then the reference")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        var ours = ResultFile.read(files.getFirst());
        var table = files.size() == 1
                ? MarkdownTable.of(label(ours, files.getFirst()), Row.of(ours))
                : compare(ours, ResultFile.read(files.get(1)));
        if (spec != null) {
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private String compare(List<Run> ours, List<Run> theirs) {
        return MarkdownTable.of(
                label(ours, files.getFirst()),
                label(theirs, files.get(1)),
                Comparison.of(Row.of(ours), Row.of(theirs)));
    }

    private static String label(List<Run> runs, Path file) {
        return runs.isEmpty() ? file.toString() : runs.getFirst().label();
    }
}

package dev.fettle.tools.load.report;

import dev.fettle.tools.load.result.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows as Markdown: of one server, or of two with the ratio between them. */
public final class MarkdownTable {
    private MarkdownTable() {}

    public static String of(String label, List<Row> rows) {
        var table = new ArrayList<List<String>>();
        table.add(List.of(
                "What", "Clients", label, "p50 / p99 ms", "CPU ms/op", "Errors", "Foreign CPU %", "Runs", "Notes"));
        for (var row : rows) {
            table.add(List.of(
                    row.key().scenario(),
                    clients(row.key().clients()),
                    Cells.value(row),
                    Cells.latency(row),
                    Cells.cpu(row),
                    Cells.errors(row),
                    Cells.foreign(row),
                    Integer.toString(row.runs()),
                    row.skipped() == null ? notes(row) : row.skipped()));
        }
        return write(table);
    }

    /** The first label is ours; a ratio above 1 means that ours is better. */
    public static String of(String ourLabel, String theirLabel, List<Comparison> rows) {
        var table = new ArrayList<List<String>>();
        table.add(List.of(
                "What",
                "Clients",
                ourLabel,
                theirLabel,
                "Ratio",
                "Target",
                "Verdict",
                ourLabel + " p50 / p99 ms",
                theirLabel + " p50 / p99 ms",
                "CPU ms/op",
                "CPU ratio",
                "Errors",
                "Foreign CPU %"));
        for (var row : rows) {
            table.add(List.of(
                    row.key().scenario(),
                    clients(row.key().clients()),
                    Cells.value(row.ours()),
                    Cells.value(row.theirs()),
                    Cells.optional(row.ratio(), "x"),
                    Target.of(row.key()).map(Target::text).orElse(""),
                    row.verdict(),
                    Cells.latency(row.ours()),
                    Cells.latency(row.theirs()),
                    pair(Cells.cpu(row.ours()), Cells.cpu(row.theirs())),
                    Cells.optional(row.cpuRatio(), "x"),
                    pair(Cells.errors(row.ours()), Cells.errors(row.theirs())),
                    pair(Cells.foreign(row.ours()), Cells.foreign(row.theirs()))));
        }
        return write(table) + skipped(rows);
    }

    private static String skipped(List<Comparison> rows) {
        var text = new StringBuilder();
        for (var row : rows) {
            for (var side : new Row[] {row.ours(), row.theirs()}) {
                if (side != null && side.skipped() != null) {
                    text.append("\nSkipped: ")
                            .append(row.key().scenario())
                            .append(": ")
                            .append(side.skipped())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String write(List<List<String>> table) {
        var text = new StringBuilder();
        for (var i = 0; i < table.size(); i++) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            table.get(i).stream().map(MarkdownTable::cell).toList()))
                    .append(" |\n");
            if (i == 0) {
                text.append("|")
                        .append(" --- |".repeat(table.getFirst().size()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String clients(int clients) {
        return clients == 0 ? "" : Integer.toString(clients);
    }

    private static String pair(String ours, String theirs) {
        return ours.isEmpty() && theirs.isEmpty() ? "" : ours + " / " + theirs;
    }

    private static String notes(Row row) {
        return String.join(
                ", ",
                row.notes().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
    }
}

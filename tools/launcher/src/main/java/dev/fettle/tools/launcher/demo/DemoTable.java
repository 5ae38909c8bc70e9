package dev.fettle.tools.launcher.demo;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Shows nodes: on a terminal a table that is drawn over itself, else a line for each change. */
final class DemoTable {
    private static final String ROW = "  %-8s %-14s %-10s %s";
    private static final int WIDEST = 48;

    private final PrintWriter out;
    private final boolean terminal;
    private final long begin = System.nanoTime();
    private final Map<String, NodeView> shown = new HashMap<>();
    private int drawn;

    DemoTable(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(List<NodeView> nodes) {
        if (terminal) {
            draw(nodes);
        } else {
            nodes.forEach(this::printChange);
        }
        out.flush();
    }

    private void draw(List<NodeView> nodes) {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A"); // up, to the first row
        }
        line(ROW.formatted("NODE", "STATE", "POWER", "%5.1f s".formatted(seconds())));
        for (var node : nodes) {
            line(row(node));
        }
        drawn = nodes.size() + 1;
    }

    private void line(String text) {
        out.print(text + "\033[K\n"); // clears what was longer before
    }

    private void printChange(NodeView node) {
        if (!node.equals(shown.put(node.name(), node))) {
            out.println("%6.1f s".formatted(seconds()) + row(node));
        }
    }

    private static String row(NodeView node) {
        var doing = node.doing().replaceAll("\\s+", " ");
        var fitting = doing.length() > WIDEST ? doing.substring(0, WIDEST - 1) + "…" : doing;
        return ROW.formatted(node.name(), node.state(), node.power(), fitting);
    }

    private double seconds() {
        return (double) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000;
    }
}

package dev.fettle.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the access matrix.
 *
 * @param path as in the route table, with placeholders
 * @param query with its question mark; empty when there is none
 * @param expected for each caller: {@code +} let in, a status, or what of a list is seen: {@code all}, {@code own}, {@code none}
 */
record AccessRow(String method, String path, String query, String body, Map<AccessCaller, String> expected) {
    private static final Path FILE = Path.of("src/test/resources/access/matrix.tsv");
    private static final int FIXED = 4;

    static List<AccessRow> all() {
        try {
            return Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("method\t"))
                    .map(AccessRow::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AccessRow read(String line) {
        var cells = line.split("\t");
        var callers = AccessCaller.values();
        if (cells.length != FIXED + callers.length) {
            throw new AssertionError(
                    "a row has " + (FIXED + callers.length) + " cells, not " + cells.length + ": " + line);
        }
        var expected = new EnumMap<AccessCaller, String>(AccessCaller.class);
        for (var i = 0; i < callers.length; i++) {
            expected.put(callers[i], cells[FIXED + i]);
        }
        return new AccessRow(
                cells[0],
                cells[1],
                cells[2].equals("-") ? "" : cells[2],
                cells[3].equals("-") ? "" : cells[3],
                expected);
    }

    /** Name of the collection that the path ends with. */
    String collection() {
        var segments = path.replace("/detail", "").split("/");
        return segments[segments.length - 1];
    }

    @Override
    public String toString() {
        return method + " " + path + query + (body.isEmpty() ? "" : " " + body);
    }
}

package dev.fettle.tools.load.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Runs as JSON, one per line, only ever added to. */
public final class ResultFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // written by a later version
            .build();

    private ResultFile() {}

    public static void append(Path file, Run run) {
        try {
            Files.writeString(file, line(run) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** @throws UncheckedIOException when it cannot be read; the message names the line */
    public static List<Run> read(Path file) {
        var runs = new ArrayList<Run>();
        try {
            var lines = Files.readAllLines(file);
            for (var i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    runs.add(parse(lines.get(i), file + " line " + (i + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return runs;
    }

    static String line(Run run) throws JsonProcessingException {
        return JSON.writeValueAsString(run);
    }

    private static Run parse(String line, String where) {
        try {
            return JSON.readValue(line, Run.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(where + " is not a result of this tool", e);
        }
    }
}

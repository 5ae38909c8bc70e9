package dev.fettle.tools.launcher;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Single values that do not belong where they stand, and documents in which one value is replaced by one of them. */
final class HostileValue {
    /** As they stand in JSON. */
    static final List<String> ALL = List.of(
            "null",
            "true",
            "-1",
            "1e300",
            "123456789012345678901234567890",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u00fc\ud83d\ude42\"",
            "\"$(reboot)\"",
            "\"%s%n'\\\"--\"",
            "\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"",
            "\"" + "y".repeat(300) + "\"",
            "\"" + "y".repeat(70_000) + "\"",
            "[]",
            "{}",
            "[[1],{\"a\":[]}]",
            "{\"\":{\"a\":[null]}}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(26) + "]".repeat(26));

    private static final String MARK = "\"@here@\"";

    private HostileValue() {}

    /** The document once for each value in it and each hostile one that takes its place. */
    static List<String> inEachPlace(JsonNode document) {
        var texts = new ArrayList<String>();
        eachPlace(document, JsonPointer.empty(), marked -> ALL.forEach(value -> texts.add(marked.replace(MARK, value))));
        return texts;
    }

    private static void eachPlace(JsonNode document, JsonPointer at, Consumer<String> marked) {
        switch (document.at(at)) {
            case ObjectNode object ->
                object.properties()
                        .forEach(entry -> eachPlace(document, at.appendProperty(entry.getKey()), marked));
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    eachPlace(document, at.appendIndex(i), marked);
                }
            }
            default -> {}
        }
        if (!at.matches()) {
            marked.accept(marked(document, at));
        }
    }

    private static String marked(JsonNode document, JsonPointer at) {
        var copy = document.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode object -> object.put(at.last().getMatchingProperty(), "@here@");
            case ArrayNode array -> array.set(at.last().getMatchingIndex(), "@here@");
            default -> throw new IllegalStateException(at.toString());
        }
        return copy.toString();
    }
}

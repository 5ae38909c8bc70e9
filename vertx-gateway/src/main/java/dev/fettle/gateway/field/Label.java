package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field, alone and together with values that stand in row after row: nothing, flags, a text such as the name of an interface. Each is
 * encoded once. Thread-safe.
 */
final class Label {
    /** Longer texts hardly come again. */
    private static final int LONGEST = 64;

    private static final Object NO_DOCUMENT = Map.of();
    private static final Object NO_LIST = List.of();

    private final String text;
    private final SerializableString name;
    private final SerializableString withNull;
    private final SerializableString withTrue;
    private final SerializableString withFalse;
    private final SerializableString withNoDocument;
    private final SerializableString withNoList;

    /** Of the row before, whichever thread wrote it. */
    private Last last = new Last("", null);

    /** @param both with the name; null until the text came twice */
    private record Last(String text, @Nullable SerializableString both) {}

    /** @param name needs no escapes */
    Label(String name) {
        this.text = name;
        this.name = new SerializedString(name);
        this.withNull = both(name, "null");
        this.withTrue = both(name, "true");
        this.withFalse = both(name, "false");
        this.withNoDocument = both(name, "{}");
        this.withNoList = both(name, "[]");
    }

    SerializableString name() {
        return name;
    }

    /** Name and value as they stand behind another field, with the comma; null for a value that has to be written. */
    @SuppressWarnings("ReferenceEquality") // to compare documents would be to read them
    @Nullable
    SerializableString with(@Nullable Object value) {
        if (value == null) {
            return withNull;
        }
        if (value == NO_DOCUMENT) {
            return withNoDocument;
        }
        if (value == NO_LIST) {
            return withNoList;
        }
        return switch (value) {
            case Boolean flag -> flag ? withTrue : withFalse;
            case String word -> withWord(word);
            default -> null;
        };
    }

    private @Nullable SerializableString withWord(String word) {
        var before = last;
        if (!word.equals(before.text)) {
            if (word.length() <= LONGEST) {
                last = new Last(word, null);
            }
            return null;
        }
        if (before.both == null && isWord(word)) {
            before = new Last(word, both(text, '"' + word + '"'));
            last = before;
        }
        return before.both;
    }

    /** Whether a text stands in JSON as it is; how others are escaped is up to the generator. */
    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
    }

    private static SerializableString both(String name, String value) {
        return new SerializedString(",\"" + name + "\":" + value);
    }
}

package dev.fettle.model.patch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value of a field into what the model holds. */
@FunctionalInterface
public interface ValueRule {
    /** @throws Refused when the value does not fit; its text completes "Schema error for node: '&lt;field&gt;' ..." */
    @Nullable
    Object read(@Nullable Object json);

    /** What is wrong with a value. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(String what) {
            super(what, null, false, false);
        }
    }

    /** Also takes null. */
    default ValueRule orNull() {
        return json -> json == null ? null : read(json);
    }

    /** Null reads as that value. */
    default ValueRule orElse(Object whenNull) {
        return json -> json == null ? whenNull : read(json);
    }

    /** A string without control characters, at least and at most that long. */
    static ValueRule text(int min, int max) {
        return json -> {
            if (!(json instanceof String text)) {
                throw new Refused("is not of type 'string'");
            }
            if (text.length() < min || text.length() > max) {
                throw new Refused(text.length() < min ? "is too short" : "is longer than " + max + " characters");
            }
            return text;
        };
    }

    static ValueRule matching(Pattern pattern, int max) {
        return json -> {
            var text = (String) text(0, max).read(json);
            if (text == null || !pattern.matcher(text).matches()) {
                throw new Refused("does not match '" + pattern + "'");
            }
            return text;
        };
    }

    static ValueRule lowerCase(ValueRule rule) {
        return json -> rule.read(json) instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
    }

    static ValueRule uuid() {
        return json -> json instanceof String text
                ? Idents.uuid(text).orElseThrow(() -> new Refused("is not a 'uuid'"))
                : refuse("is not of type 'string'");
    }

    /** A MAC address; lower case is kept. */
    static ValueRule mac() {
        return json -> json instanceof String text && Idents.validMac(text)
                ? text.toLowerCase(Locale.ROOT)
                : refuse("is not a MAC address");
    }

    static ValueRule name() {
        return json -> json instanceof String text && Idents.validName(text) ? text : refuse("is not a valid name");
    }

    /** A JSON integer of 32 bits; no digits in a string. */
    static ValueRule integer() {
        return json -> switch (json) {
            case Integer number -> number.longValue();
            case Long number when number == number.intValue() -> number;
            case null, default -> refuse("is not of type 'integer'");
        };
    }

    /** true, false, or the words of {@code contract/resources.md} section 1; not 0 and 1. */
    static ValueRule flag() {
        return json -> switch (json) {
            case Boolean flag -> flag;
            case String word -> Idents.flag(word).orElseThrow(() -> new Refused("is not a boolean"));
            case null, default -> refuse("is not of type 'boolean'");
        };
    }

    static ValueRule strictFlag() {
        return json -> json instanceof Boolean flag ? flag : refuse("is not of type 'boolean'");
    }

    /** An object; null is the empty one. */
    static ValueRule object() {
        return json -> switch (json) {
            case Map<?, ?> map -> map;
            case null -> Map.of();
            default -> refuse("is not of type 'object'");
        };
    }

    static ValueRule oneOf(List<String> words) {
        return json -> json instanceof String word && words.contains(word) ? word : refuse("is not one of " + words);
    }

    private static Object refuse(String what) {
        throw new Refused(what);
    }
}

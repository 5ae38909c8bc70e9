package dev.fettle.driver.spi;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document that people wrote, such as {@code driver_info}. Every text that it hands out is free of control characters, so it can go
 * into a header, an argument or a log line. Its faults name the key and the remedy, never the value.
 *
 * @param field name of the node's field, for messages
 */
public record InfoDocument(String field, Map<String, Object> values) {
    private static final int MAX_TEXT = 4096;

    /** The text of a key; empty when it is absent, null or blank. Numbers count as their digits. */
    public Optional<String> text(String key) {
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String) && !(value instanceof Number)) {
            throw invalid(key, "must be a text");
        }
        var text = Objects.toString(value);
        if (text.length() > MAX_TEXT) {
            throw invalid(key, "is longer than " + MAX_TEXT + " characters");
        }
        if (hasControls(text)) {
            throw invalid(key, "contains control characters such as a line break; remove them");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    public String required(String key, String remedy) {
        return text(key).orElseThrow(() -> missing(key, remedy));
    }

    /** One of the given words, compared without regard to case; the word as listed. */
    public Optional<String> choice(String key, Collection<String> words) {
        return text(key)
                .map(given -> words.stream()
                        .filter(word -> word.equalsIgnoreCase(given.strip()))
                        .findFirst()
                        .orElseThrow(() -> invalid(key, "must be one of " + String.join(", ", words))));
    }

    public boolean flag(String key, boolean whenAbsent) {
        return switch (values.get(key)) {
            case null -> whenAbsent;
            case Boolean flag -> flag;
            case String word when word.equalsIgnoreCase("true") -> true;
            case String word when word.equalsIgnoreCase("false") -> false;
            default -> throw invalid(key, "must be true or false");
        };
    }

    /** A whole number of at least zero; empty when absent. */
    public Optional<Long> number(String key) {
        var value = values.get(key);
        try {
            var number =
                    value == null ? null : Long.valueOf(Objects.toString(value).strip());
            if (number != null && number < 0) {
                throw invalid(key, "must not be negative");
            }
            return Optional.ofNullable(number);
        } catch (NumberFormatException _) {
            throw invalid(key, "must be a whole number");
        }
    }

    /** The raw value; null when absent. */
    public @Nullable Object raw(String key) {
        return values.get(key);
    }

    public FaultException missing(String key, String remedy) {
        return new FaultException(
                FaultCode.MISSING_PARAMETER_VALUE, field + "/" + key + " is missing; " + remedy + ".");
    }

    /** @param problem continues the sentence "field/key ..." */
    public FaultException invalid(String key, String problem) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, field + "/" + key + " " + problem + ".");
    }

    /** Whether a text holds anything that could end a header, an argument or a log line. */
    public static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || LINE_BREAKERS.contains(Character.getType(c)));
    }

    private static final Set<Integer> LINE_BREAKERS =
            Set.of((int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR, (int) Character.SURROGATE);
}

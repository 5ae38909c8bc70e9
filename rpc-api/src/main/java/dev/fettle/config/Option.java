package dev.fettle.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One option of the configuration, in oslo's terms: {@code [group] name = value}. Values are kept as text and read by {@link #read}.
 *
 * @param type what it takes, as the documentation names it
 * @param defaultText text of the default; empty stands for "unset" where the type allows it
 * @param help what it does, with its unit, in one or two sentences
 * @param secret whether its value must never be printed
 * @param repeatable whether a file may name it several times, each adding to the list (oslo's MultiOpt)
 */
public record Option<T>(
        String group,
        String name,
        String type,
        String defaultText,
        String help,
        boolean secret,
        boolean repeatable,
        Function<String, T> reader) {

    public static Option<String> text(String group, String name, String defaultText, String help) {
        return plain(group, name, "text", defaultText, help, Function.identity());
    }

    /** One of the words given, in any letter case; read in lower case. */
    public static Option<String> choice(
            String group, String name, List<String> choices, String defaultText, String help) {
        var type = "one of " + String.join(", ", choices);
        return plain(group, name, type, defaultText, help, text -> readChoice(choices, text));
    }

    /** A text that may be absent: empty means unset. */
    public static Option<Optional<String>> optional(String group, String name, String help) {
        return plain(group, name, "text", "", help, Option::readOptional);
    }

    public static Option<Optional<String>> secret(String group, String name, String help) {
        return secret(group, name, "text", help, Function.identity());
    }

    /** A secret that is checked and put into another form; the form's errors must not repeat the text. */
    public static Option<Optional<String>> secret(
            String group, String name, String type, String help, Function<String, String> form) {
        return new Option<>(
                group,
                name,
                type,
                "",
                help,
                true,
                false,
                text -> readOptional(text).map(form));
    }

    public static Option<Integer> integer(String group, String name, int value, String help) {
        return plain(group, name, "whole number", Integer.toString(value), help, Option::readInteger);
    }

    /** Between the bounds, which are included. */
    public static Option<Integer> integer(String group, String name, int value, int least, int most, String help) {
        var type = "whole number from " + least + " to " + most;
        return plain(group, name, type, Integer.toString(value), help, text -> readInteger(text, least, most));
    }

    /** Whole or fractional seconds, not negative. */
    public static Option<Duration> seconds(String group, String name, long value, String help) {
        return plain(group, name, "seconds", Long.toString(value), help, Option::readSeconds);
    }

    public static Option<Boolean> flag(String group, String name, boolean value, String help) {
        return plain(group, name, "true or false", Boolean.toString(value), help, Option::readFlag);
    }

    /** Comma separated; blanks around items are dropped. */
    public static Option<List<String>> list(String group, String name, String defaultText, String help) {
        return plain(group, name, "list, comma separated", defaultText, help, Option::readList);
    }

    /** Comma separated {@code key:value} pairs; blanks around both are dropped, of a key given twice the last value counts. */
    public static Option<Map<String, String>> pairs(String group, String name, String help) {
        return plain(group, name, "key:value pairs, comma separated", "", help, Option::readPairs);
    }

    /** A {@link #list} that a file may also spread over several lines of the same name. */
    public static Option<List<String>> repeatable(String group, String name, String defaultText, String help) {
        return new Option<>(group, name, "list, repeatable", defaultText, help, false, true, Option::readList);
    }

    private static <T> Option<T> plain(
            String group, String name, String type, String defaultText, String help, Function<String, T> reader) {
        return new Option<>(group, name, type, defaultText, help, false, false, reader);
    }

    /** @throws IllegalArgumentException whose message says what the option takes */
    public T read(String text) {
        return reader.apply(text.strip());
    }

    public T defaultValue() {
        return read(defaultText);
    }

    /** {@code group.name}, as in {@code --set group.name=value}. */
    public String key() {
        return group + "." + name;
    }

    private static Optional<String> readOptional(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String readChoice(List<String> choices, String text) {
        var choice = text.toLowerCase(Locale.ROOT);
        if (!choices.contains(choice)) {
            throw new IllegalArgumentException("takes one of " + String.join(", ", choices) + ", not '" + text + "'");
        }
        return choice;
    }

    private static Integer readInteger(String text, int least, int most) {
        var value = readInteger(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "takes a whole number from " + least + " to " + most + ", not '" + text + "'");
        }
        return value;
    }

    private static Integer readInteger(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("takes a whole number, not '" + text + "'", e);
        }
    }

    private static Duration readSeconds(String text) {
        try {
            var seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= 1e9) {
                return Duration.ofMillis(Math.round(seconds * 1000));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("takes a number of seconds, not '" + text + "'", e);
        }
        throw new IllegalArgumentException("takes seconds from 0 to 1000000000, not '" + text + "'");
    }

    private static Boolean readFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes", "t", "y" -> true;
            case "false", "0", "off", "no", "f", "n" -> false;
            default -> throw new IllegalArgumentException("takes true or false, not '" + text + "'");
        };
    }

    private static Map<String, String> readPairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var item : readList(text)) {
            var colon = item.indexOf(':');
            if (colon < 1 || colon == item.length() - 1) {
                throw new IllegalArgumentException("takes key:value pairs, comma separated, not '" + item + "'");
            }
            pairs.put(
                    item.substring(0, colon).strip(), item.substring(colon + 1).strip());
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static List<String> readList(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}

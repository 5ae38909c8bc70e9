package dev.fettle.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One option of the configuration, in oslo's terms: {@code [group] name = value}. Values are kept as text and read by {@link #read}.
 *
 * @param defaultText text of the default; empty stands for "unset" where the type allows it
 * @param help what it does, with its unit, in one or two sentences
 * @param secret whether its value must never be printed
 */
public record Option<T>(
        String group, String name, String defaultText, String help, boolean secret, Function<String, T> reader) {

    public static Option<String> text(String group, String name, String defaultText, String help) {
        return new Option<>(group, name, defaultText, help, false, Function.identity());
    }

    /** A text that may be absent: empty means unset. */
    public static Option<Optional<String>> optional(String group, String name, String help) {
        return new Option<>(
                group, name, "", help, false, text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    public static Option<Optional<String>> secret(String group, String name, String help) {
        return new Option<>(group, name, "", help, true, text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    public static Option<Integer> integer(String group, String name, int value, String help) {
        return new Option<>(group, name, Integer.toString(value), help, false, Option::readInteger);
    }

    /** Whole or fractional seconds, not negative. */
    public static Option<Duration> seconds(String group, String name, long value, String help) {
        return new Option<>(group, name, Long.toString(value), help, false, Option::readSeconds);
    }

    public static Option<Boolean> flag(String group, String name, boolean value, String help) {
        return new Option<>(group, name, Boolean.toString(value), help, false, Option::readFlag);
    }

    /** Comma separated; blanks around items are dropped. */
    public static Option<List<String>> list(String group, String name, String defaultText, String help) {
        return new Option<>(group, name, defaultText, help, false, Option::readList);
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

    private static List<String> readList(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}

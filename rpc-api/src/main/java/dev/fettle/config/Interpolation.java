package dev.fettle.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * oslo.config's references between values: {@code $name}, {@code ${name}}, {@code $group.name}, {@code ${group.name}}. A name without group is
 * looked for in the value's own group, then in DEFAULT. {@code $$} and {@code \$} are a plain dollar sign, and so is one in front of anything
 * that is not an option of Fettle: passwords may hold it.
 */
final class Interpolation {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\\\\\$|\\$(?:\\{([A-Za-z_][\\w.]*)}|([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?))");

    private static final int DEEPEST = 10;

    private final Map<Option<?>, String> texts;

    /** @param texts what was given; options that are not in it have their default */
    Interpolation(Map<Option<?>, String> texts) {
        this.texts = texts;
    }

    /** @throws IllegalArgumentException when values refer to each other in a circle */
    String resolve(Option<?> option) {
        return resolve(option, 0);
    }

    private String resolve(Option<?> option, int depth) {
        var text = texts.getOrDefault(option, option.defaultText());
        if (text.indexOf('$') < 0) {
            return text;
        }
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("refers to itself through other options");
        }
        return REFERENCE.matcher(text).replaceAll(match -> {
            if (match.group(1) == null && match.group(2) == null) {
                return Matcher.quoteReplacement("$");
            }
            var name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(lookUp(option, name, match.group(), depth));
        });
    }

    private String lookUp(Option<?> from, String name, String asWritten, int depth) {
        for (var key : new String[] {name, from.group() + "." + name, "DEFAULT." + name}) {
            var option = KnownNames.OPTIONS.get(key);
            if (option != null) {
                return resolve(option, depth + 1);
            }
        }
        // "$my_ip.lan" is the option and then text
        var dot = name.indexOf('.');
        return dot > 0 && !asWritten.startsWith("${")
                ? lookUp(from, name.substring(0, dot), "$" + name.substring(0, dot), depth) + name.substring(dot)
                : asWritten;
    }

    /** For messages: names only. */
    @Override
    public String toString() {
        return texts.keySet().stream().map(Option::key).collect(Collectors.joining(", "));
    }
}

package dev.fettle.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in oslo.config's INI form: sections, {@code name = value} or {@code name: value}, whole-line comments with {@code #} or
 * {@code ;}, continuation lines that begin with a blank, values in matching quotes. Order and repetition are kept.
 */
final class IniFile {
    private final String file;
    private final List<Setting> settings = new ArrayList<>();
    private @Nullable String section;
    private @Nullable String name;
    private StringBuilder value = new StringBuilder();
    private int nameLine;

    private IniFile(String file) {
        this.file = file;
    }

    /** @throws ConfigurationException when it cannot be read or is not in this form; names file and line */
    static List<Setting> read(Path path) {
        try {
            return parse(path.toString(), Files.readAllLines(path));
        } catch (NoSuchFileException e) {
            throw problem(path + ": there is no such file");
        } catch (MalformedInputException e) {
            throw problem(path + ": is not UTF-8 text");
        } catch (IOException e) {
            throw problem(path + ": cannot be read: " + e.getMessage());
        }
    }

    static List<Setting> parse(String file, List<String> lines) {
        var reader = new IniFile(file);
        for (var number = 1; number <= lines.size(); number++) {
            reader.line(lines.get(number - 1).stripTrailing(), number);
        }
        reader.flush();
        return List.copyOf(reader.settings);
    }

    private void line(String line, int number) {
        if (line.isEmpty()) {
            flush();
        } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            continuation(line.strip(), number);
        } else {
            flush();
            switch (line.charAt(0)) {
                case '#', ';' -> {}
                case '[' -> section = sectionName(line, number);
                default -> assignment(line, number);
            }
        }
    }

    private void continuation(String text, int number) {
        if (name == null) {
            if (text.startsWith("#") || text.startsWith(";")) {
                return;
            }
            throw problem(number, "a line that begins with a blank continues a value, but there is none before it");
        }
        value.append('\n').append(text);
    }

    private String sectionName(String line, int number) {
        if (!line.endsWith("]") || line.length() < 3) {
            throw problem(number, "a section looks like [name], not '" + line + "'");
        }
        return line.substring(1, line.length() - 1).strip();
    }

    private void assignment(String line, int number) {
        var separator = firstOf(line, '=', ':');
        if (separator < 1) {
            throw problem(number, "expected 'name = value', '[section]' or a comment");
        }
        if (section == null) {
            throw problem(number, "an option before the first [section]; put it below [DEFAULT]");
        }
        name = line.substring(0, separator).strip();
        nameLine = number;
        value = new StringBuilder(line.substring(separator + 1).strip());
    }

    private static int firstOf(String line, char one, char other) {
        var first = line.indexOf(one);
        var second = line.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    private void flush() {
        if (name != null && section != null) {
            settings.add(new Setting(section, name, unquoted(value.toString()), file + ":" + nameLine));
            name = null;
        }
    }

    private static String unquoted(String text) {
        var quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private ConfigurationException problem(int number, String what) {
        return problem(file + ":" + number + ": " + what);
    }

    private static ConfigurationException problem(String text) {
        return new ConfigurationException(List.of(text));
    }
}

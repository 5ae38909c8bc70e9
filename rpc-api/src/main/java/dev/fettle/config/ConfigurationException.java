package dev.fettle.config;

import java.util.List;

/** The configuration cannot be used. The message lists every problem found, one per line, each with its place and remedy. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

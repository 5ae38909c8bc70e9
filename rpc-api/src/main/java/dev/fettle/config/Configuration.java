package dev.fettle.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values in force. Immutable and thread-safe; every value was checked when it was put in. */
public final class Configuration {
    /** Defaults, each read once: options are asked for on hot paths. */
    private final Map<Option<?>, Object> defaults = new ConcurrentHashMap<>();

    private final Map<String, Value> values;

    private Configuration(Map<String, Value> values) {
        this.values = values;
    }

    public static Configuration defaults() {
        return new Configuration(Map.of());
    }

    /** @throws IllegalArgumentException that names the option and what it takes */
    public Configuration with(Option<?> option, String text) {
        return with(Map.of(option, text));
    }

    /** @throws IllegalArgumentException that names the first wrong option and what it takes */
    public Configuration with(Map<Option<?>, String> texts) {
        var changed = new LinkedHashMap<>(values);
        texts.forEach((option, text) -> changed.put(option.key(), new Value(text, read(option, text))));
        return new Configuration(changed);
    }

    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> option) {
        var value = values.get(option.key());
        return (T) (value != null ? value.read() : defaults.computeIfAbsent(option, Option::defaultValue));
    }

    public boolean isSet(Option<?> option) {
        return values.containsKey(option.key());
    }

    /** The text of the value in force, secrets included: for other processes and for printing through a mask. */
    public String text(Option<?> option) {
        var value = values.get(option.key());
        return value != null ? value.text() : option.defaultText();
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return "Configuration" + Set.copyOf(values.keySet());
    }

    private static Object read(Option<?> option, String text) {
        try {
            return option.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[" + option.group() + "] " + option.name() + " " + e.getMessage(), e);
        }
    }

    private record Value(String text, Object read) {}
}

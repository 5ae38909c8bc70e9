package dev.fettle.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values in force. Immutable and thread-safe; every value was checked when it was put in. */
public final class Configuration {
    private final Map<String, Object> values;

    private Configuration(Map<String, Object> values) {
        this.values = values;
    }

    public static Configuration defaults() {
        return new Configuration(Map.of());
    }

    /** @throws IllegalArgumentException that names the option and what it takes */
    public Configuration with(Option<?> option, String text) {
        try {
            var changed = new LinkedHashMap<>(values);
            changed.put(option.key(), option.read(text));
            return new Configuration(changed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[" + option.group() + "] " + option.name() + " " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> option) {
        var value = values.get(option.key());
        return value != null ? (T) value : option.defaultValue();
    }

    public boolean isSet(Option<?> option) {
        return values.containsKey(option.key());
    }
}

package dev.fettle.config;

import java.util.List;
import java.util.Set;

/**
 * What a {@link ConfigurationLoader} found.
 *
 * @param given keys of the options that somebody set, as {@code group.option}
 * @param warnings lines for the log, without secrets
 */
public record LoadedConfiguration(Configuration configuration, Set<String> given, List<String> warnings) {

    public boolean isGiven(Option<?> option) {
        return given.contains(option.key());
    }
}

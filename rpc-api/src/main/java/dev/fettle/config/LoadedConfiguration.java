package dev.fettle.config;

import java.util.List;

/**
 * What a {@link ConfigurationLoader} found.
 *
 * @param warnings lines for the log, without secrets
 */
public record LoadedConfiguration(Configuration configuration, List<String> warnings) {}

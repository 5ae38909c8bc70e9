package dev.fettle.driver.spi.net;

import java.util.List;
import java.util.Optional;

/**
 * Whom to trust and what TLS to speak.
 *
 * @param verify false: any certificate of any host will do
 * @param caFile PEM file with the only authorities to trust; empty: those of the JVM
 * @param minimumVersion such as {@code 1.2}; empty: what the JVM allows
 * @param ciphers IANA names; empty: what the JVM allows
 */
public record TlsTrust(boolean verify, Optional<String> caFile, Optional<String> minimumVersion, List<String> ciphers) {

    public static final TlsTrust SYSTEM = new TlsTrust(true, Optional.empty(), Optional.empty(), List.of());

    /** Reads a setting that is {@code true}, {@code false} or the path of a CA file. */
    public static TlsTrust of(String setting) {
        return switch (setting.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> SYSTEM;
            case "false" -> new TlsTrust(false, Optional.empty(), Optional.empty(), List.of());
            default -> new TlsTrust(true, Optional.of(setting.strip()), Optional.empty(), List.of());
        };
    }
}

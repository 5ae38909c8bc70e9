package dev.fettle.driver.spi.net;

import dev.fettle.model.Secrets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts that a BMC or an agent sent, made fit for faults and logs. */
public final class Untrusted {
    private static final int MAX = 600;

    private Untrusted() {}

    /** On one line, without control characters, secrets masked, at most 600 characters; never blank. */
    public static String text(@Nullable Object value) {
        var raw = Objects.toString(value, "");
        var cut = raw.length() > 4 * MAX ? raw.substring(0, 4 * MAX) : raw;
        var line = cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]+", " ").strip();
        var masked = Secrets.maskText(line);
        if (masked.isBlank()) {
            return "(no text)";
        }
        return masked.length() > MAX ? masked.substring(0, MAX) + "..." : masked;
    }
}

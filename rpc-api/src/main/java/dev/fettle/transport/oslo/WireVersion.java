package dev.fettle.transport.oslo;

import java.util.Optional;
import java.util.regex.Pattern;

/** A version such as {@code 1.62}: the same major number and no bigger minor number is understood. */
public record WireVersion(int major, int minor) implements Comparable<WireVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

    /** @throws IllegalArgumentException for a text of another form */
    public static WireVersion of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** Empty for a text of another form, for example from a hostile sender. */
    public static Optional<WireVersion> find(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new WireVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    /** Whether one who knows this version understands the other. */
    public boolean covers(WireVersion other) {
        return major == other.major && minor >= other.minor;
    }

    public boolean below(WireVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(WireVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

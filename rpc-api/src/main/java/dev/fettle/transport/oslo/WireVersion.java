package dev.fettle.transport.oslo;

import java.util.Optional;

/** A version such as {@code 1.62}: the same major number and no bigger minor number is understood. */
public record WireVersion(int major, int minor) implements Comparable<WireVersion> {
    private static final int LONGEST = 6;

    /** @throws IllegalArgumentException for a text of another form */
    public static WireVersion of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** Empty for a text of another form, for example from a hostile sender. */
    public static Optional<WireVersion> find(String text) {
        var dot = text.indexOf('.');
        var major = dot < 0 ? -1 : number(text, 0, dot);
        var minor = dot < 0 ? -1 : number(text, dot + 1, text.length());
        return major < 0 || minor < 0 ? Optional.empty() : Optional.of(new WireVersion(major, minor));
    }

    /** Negative for what is no number of one to six digits; by hand, as each message and each object in it has a version. */
    private static int number(String text, int from, int to) {
        if (to <= from || to - from > LONGEST) {
            return -1;
        }
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
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

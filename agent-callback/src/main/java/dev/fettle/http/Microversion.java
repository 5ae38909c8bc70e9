package dev.fettle.http;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The REST version in effect for one request: {@code 1.minor}. Negotiated as {@code contract/microversions.tsv} says. */
public record Microversion(int minor) {
    public static final int MIN = 1;
    public static final int MAX = 115;

    public static final String HEADER = "X-OpenStack-Ironic-API-Version";
    public static final String MIN_HEADER = "X-OpenStack-Ironic-API-Minimum-Version";
    public static final String MAX_HEADER = "X-OpenStack-Ironic-API-Maximum-Version";
    static final String COMMON_HEADER = "OpenStack-API-Version";

    private static final Microversion[] ALL = all();
    private static final String SERVICE = "baremetal";
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})");

    public static final Microversion LOWEST = of(MIN);
    public static final Microversion NEWEST = of(MAX);

    public static Microversion of(int minor) {
        return ALL[minor];
    }

    /** @throws HttpProblem 406 for a header that is no version, or one that is not served */
    public static Microversion negotiate(MultiMap headers) {
        var wanted = wanted(headers);
        if (wanted == null) {
            return LOWEST;
        }
        if (wanted.toLowerCase(Locale.ROOT).equals("latest")) {
            return NEWEST;
        }
        var numbers = NUMBERS.matcher(wanted);
        if (!numbers.matches()) {
            throw HttpProblem.web(406, "The version header does not hold a version such as 1.%d.".formatted(MAX));
        }
        var minor = Integer.parseInt(numbers.group(2));
        if (Integer.parseInt(numbers.group(1)) != 1 || minor < MIN || minor > MAX) {
            throw HttpProblem.web(
                    406, "Version %s is not served. The supported range is [1.%d, 1.%d].".formatted(wanted, MIN, MAX));
        }
        return of(minor);
    }

    public boolean atLeast(int wanted) {
        return minor >= wanted;
    }

    /** Whether the suffix {@code .json} of a path is dropped: only when this header itself asks for less than 1.91. */
    static boolean dropsJsonSuffix(MultiMap headers, Microversion version) {
        return headers.contains(HEADER) && !version.atLeast(91);
    }

    @Override
    public String toString() {
        return "1." + minor;
    }

    /** The common header wins when it names this service; its list is searched from the end. */
    private static @Nullable String wanted(MultiMap headers) {
        var common = headers.get(COMMON_HEADER);
        if (common != null) {
            var items = common.split(",");
            for (var i = items.length - 1; i >= 0; i--) {
                var words = items[i].strip().split("\\s+");
                if (words[0].equalsIgnoreCase(SERVICE)) {
                    return words.length == 2 ? words[1] : "";
                }
            }
        }
        var own = headers.get(HEADER);
        return own == null || own.isBlank() ? null : own.strip();
    }

    private static Microversion[] all() {
        var all = new Microversion[MAX + 1];
        for (var minor = 0; minor <= MAX; minor++) {
            all[minor] = new Microversion(minor);
        }
        return all;
    }
}

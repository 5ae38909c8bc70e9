package dev.fettle.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which option names exist: Fettle's, and those that Ironic has beyond them. */
final class KnownNames {
    static final Map<String, Option<?>> OPTIONS =
            OptionCatalog.ALL.stream().collect(toUnmodifiableMap(Option::key, option -> option));

    private static final Set<String> GROUPS =
            new TreeSet<>(OptionCatalog.ALL.stream().map(Option::group).toList());

    private KnownNames() {}

    /** Groups that hold an option of Fettle. */
    static Set<String> groups() {
        return GROUPS;
    }

    static boolean isIronicOption(String key) {
        return Ironic.NAMES.contains(key);
    }

    static boolean isIronicGroup(String group) {
        return Ironic.GROUPS.contains(group);
    }

    /** The name that was probably meant, if one is near enough: at most a third of its letters differ. */
    static Optional<String> nearest(String wrong, Collection<String> names) {
        return names.stream()
                .map(name -> Map.entry(name, distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .filter(entry -> entry.getValue() * 3
                        <= Math.max(wrong.length(), entry.getKey().length()))
                .min(Comparator.comparing(Map.Entry<String, Integer>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    /** Edit distance in which swapping two neighbours costs one. */
    static int distance(String one, String other) {
        var rows = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                var same = one.charAt(i - 1) == other.charAt(j - 1);
                rows[i][j] =
                        Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[one.length()][other.length()];
    }

    /** Read only when a name is met that is not ours. */
    private static final class Ironic {
        static final Set<String> NAMES = read();
        static final Set<String> GROUPS = groupsOf(NAMES);

        private Ironic() {}

        private static Set<String> read() {
            try (var in = Objects.requireNonNull(
                    KnownNames.class.getResourceAsStream("ironic-options.txt"),
                    "ironic-options.txt is not in the jar")) {
                var names = new LinkedHashSet<String>();
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(names::add);
                return names;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Set<String> groupsOf(Set<String> names) {
            var groups = new TreeSet<String>();
            names.forEach(name -> groups.add(name.substring(0, name.indexOf('.'))));
            return groups;
        }
    }
}

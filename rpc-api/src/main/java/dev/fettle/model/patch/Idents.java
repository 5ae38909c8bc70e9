package dev.fettle.model.patch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names, uuids, addresses and boolean words as callers write them ({@code contract/resources.md} section 1). */
public final class Idents {
    /** What a name may be from REST 1.10 on. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9\\-._~]{1,255}");

    /** What a node name may be before 1.10: a host name in lower case. */
    public static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,255}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\.?");

    /** Words that follow {@code /v1/nodes/} with a meaning of their own. */
    public static final Set<String> RESERVED_NODE_NAMES =
            Set.of("detail", "validate", "states", "vendor_passthru", "management", "maintenance");

    /** Own traits, and the families of the standard ones. */
    private static final Pattern TRAIT =
            Pattern.compile("(?=.{1,255}$)(CUSTOM|HW|COMPUTE|STORAGE|MISC|OWNER)_[A-Z0-9_]+");

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Set<String> TRUE = Set.of("1", "t", "true", "on", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "f", "false", "off", "n", "no");
    private static final int LONGEST_UUID = 47;

    private Idents() {}

    /** A uuid in any spelling: with or without dashes, braces, {@code urn:uuid:}, in any letter case. */
    public static Optional<UUID> uuid(String text) {
        if (text.length() < 32 || text.length() > LONGEST_UUID) {
            return Optional.empty();
        }
        if (canonical(text)) {
            return Optional.of(UUID.fromString(text));
        }
        var bare = text.replace("urn:", "")
                .replace("uuid:", "")
                .replace("{", "")
                .replace("}", "")
                .replace("-", "");
        if (!HEX_32.matcher(bare).matches()) {
            return Optional.empty();
        }
        return Optional.of(new UUID(Long.parseUnsignedLong(bare, 0, 16, 16), Long.parseUnsignedLong(bare, 16, 32, 16)));
    }

    public static boolean validName(String text) {
        return NAME.matcher(text).matches() && uuid(text).isEmpty();
    }

    public static boolean validTrait(String text) {
        return TRAIT.matcher(text).matches();
    }

    public static boolean validMac(String text) {
        return MAC.matcher(text).matches();
    }

    public static Optional<Boolean> flag(String word) {
        var lower = word.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower)) {
            return Optional.of(true);
        }
        return FALSE.contains(lower) ? Optional.of(false) : Optional.empty();
    }

    private static boolean canonical(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (var i = 0; i < 36; i++) {
            var dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash != (text.charAt(i) == '-')
                    || !dash && Character.digit(text.charAt(i), 16) < 0
                    || text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}

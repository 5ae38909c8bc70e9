package dev.fettle.gateway.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.fettle.gateway.files.WatchedFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines of {@code user:bcrypt-hash}, read again whenever the file changes. Thread-safe. */
final class PasswordFile {
    private static final Pattern LINE = Pattern.compile("([^:]+):(\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53})");
    private static final int USUAL_COST = 10;

    /** One check of the largest takes seconds; each step takes twice the time. */
    private static final int LEAST_COST = 4;

    private static final int MOST_COST = 16;

    private final WatchedFile<Content> file;

    /** @param decoy some hash of nothing that anyone knows, as dear as those of the file */
    private record Content(Map<String, String> hashes, String decoy) {}

    /** @throws IllegalStateException when the file cannot be read or holds something else */
    PasswordFile(Path path) {
        try {
            this.file = new WatchedFile<>(path, new Content(Map.of(), decoy(USUAL_COST)), text -> read(path, text));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; see [DEFAULT] http_basic_auth_user_file", e);
        }
    }

    Optional<String> hashOf(String user) {
        return Optional.ofNullable(file.get().hashes().get(user));
    }

    /** What the password of an unknown user is compared with: that takes as long as a wrong one. */
    String decoy() {
        return file.get().decoy();
    }

    private static Content read(Path path, String text) {
        var hashes = new HashMap<String, String>();
        var cost = USUAL_COST;
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var match = LINE.matcher(line.strip());
            if (!match.matches()) {
                throw new IllegalStateException("line " + number + " of the user file " + path
                        + " is not 'user:bcrypt hash'; make it with htpasswd -B");
            }
            cost = Integer.parseInt(match.group(3));
            if (cost < LEAST_COST || cost > MOST_COST) {
                throw new IllegalStateException("line " + number + " of the user file " + path + " has a hash of cost "
                        + cost + "; make it anew with a cost of " + LEAST_COST + " to " + MOST_COST
                        + ": htpasswd -B -C");
            }
            hashes.putIfAbsent(match.group(1), match.group(2)); // the first line of a user counts
        }
        return new Content(Map.copyOf(hashes), decoy(cost));
    }

    private static String decoy(int cost) {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        return BCrypt.withDefaults()
                .hashToString(cost, HexFormat.of().formatHex(random).toCharArray());
    }
}

package dev.fettle.gateway.auth;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines of {@code user:bcrypt-hash}, read again whenever the file changes. Thread-safe. */
final class PasswordFile {
    private static final Pattern LINE = Pattern.compile("([^:]+):(\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53})");
    private static final int USUAL_COST = 10;

    private final WatchedFile<Content> file;

    /** @param cost work factor of the hashes */
    private record Content(Map<String, String> hashes, int cost) {}

    /** @throws IllegalStateException when the file cannot be read or holds something else */
    PasswordFile(Path path) {
        try {
            this.file = new WatchedFile<>(path, new Content(Map.of(), USUAL_COST), text -> read(path, text));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; see [DEFAULT] http_basic_auth_user_file", e);
        }
    }

    Optional<String> hashOf(String user) {
        return Optional.ofNullable(file.get().hashes().get(user));
    }

    /** Work factor of the hashes. */
    int cost() {
        return file.get().cost();
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
            hashes.put(match.group(1), match.group(2));
            cost = Integer.parseInt(match.group(3));
        }
        return new Content(Map.copyOf(hashes), cost);
    }
}

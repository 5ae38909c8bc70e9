package dev.fettle.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines of {@code user:bcrypt-hash}, read again whenever the file changes. Thread-safe. */
final class PasswordFile {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
    private static final Pattern LINE = Pattern.compile("([^:]+):(\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53})");
    private static final long LARGEST = 1 << 20;
    private static final int USUAL_COST = 10;

    private final Path path;
    private volatile Content content;

    /** What the file held when it had that stamp. */
    private record Content(Stamp stamp, Map<String, String> hashes, int cost) {}

    private record Stamp(FileTime modified, long size) {}

    PasswordFile(Path path) {
        this.path = path;
        this.content = read();
    }

    Optional<String> hashOf(String user) {
        return Optional.ofNullable(current().hashes().get(user));
    }

    /** Work factor of the hashes. */
    int cost() {
        return content.cost();
    }

    private Content current() {
        try {
            if (!stamp().equals(content.stamp())) {
                content = read();
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error("cannot read the user file {} again; nobody is let in until that works", path, e);
            return new Content(content.stamp(), Map.of(), content.cost());
        }
        return content;
    }

    private Content read() {
        try {
            var stamp = stamp();
            if (stamp.size() > LARGEST) {
                throw new IllegalStateException("the user file " + path + " is larger than 1 MiB");
            }
            var hashes = new HashMap<String, String>();
            var cost = USUAL_COST;
            var number = 0;
            for (var line : Files.readAllLines(path)) {
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
            return new Content(stamp, Map.copyOf(hashes), cost);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the user file " + path + "; see [DEFAULT] http_basic_auth_user_file", e);
        }
    }

    private Stamp stamp() throws IOException {
        return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
    }
}

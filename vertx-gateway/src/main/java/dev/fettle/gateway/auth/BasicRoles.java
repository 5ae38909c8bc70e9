package dev.fettle.gateway.auth;

import dev.fettle.gateway.files.WatchedFile;
import dev.fettle.http.Identity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Roles and projects of the users of HTTP basic, from a file of {@code user: {roles: [...], project: id}} or {@code system: all}. Roles imply
 * others as in Keystone: admin, manager, member, reader.
 */
final class BasicRoles {
    private static final List<String> RANKS = List.of("admin", "manager", "member", "reader");
    private static final Set<String> KEYS = Set.of("roles", "project", "project_name", "system");

    private final WatchedFile<Map<String, Identity>> file;

    /** @throws IllegalStateException when the file cannot be read or says something else */
    BasicRoles(Path path) {
        this.file = new WatchedFile<>(path, Map.of(), text -> read(path, text));
    }

    /** The user with roles and project; without any for one that the file does not name. */
    Identity of(String user) {
        return Optional.ofNullable(file.get().get(user)).orElseGet(() -> Identity.named(user));
    }

    private static Map<String, Identity> read(Path path, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw new IllegalStateException(
                    "the file of roles " + path + " is neither YAML nor JSON: " + e.getMessage(), e);
        }
        var users = new HashMap<String, Identity>();
        if (document instanceof Map<?, ?> map) {
            map.forEach((user, entry) -> users.put(String.valueOf(user), identity(path, String.valueOf(user), entry)));
        } else if (document != null) {
            throw new IllegalStateException("the file of roles " + path + " is no mapping of users");
        }
        return Map.copyOf(users);
    }

    private static Identity identity(Path path, String user, @Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> given)
                || !(given.get("roles") instanceof List<?> roles)
                || !KEYS.containsAll(given.keySet())) {
            throw wrong(path, user, "needs roles: [...], and takes project, project_name and system besides");
        }
        var project = text(given.get("project"));
        var system = text(given.get("system"));
        if (system != null && !system.equals("all") || (system == null) == (project == null)) {
            throw wrong(path, user, "needs either project: <id> or system: all");
        }
        var name = text(given.get("project_name"));
        return new Identity(
                user, user, null, project, name == null ? project : name, null, system, implied(roles), true);
    }

    private static Set<String> implied(List<?> roles) {
        var all = new HashSet<String>();
        for (var role : roles) {
            var name = String.valueOf(role);
            all.add(name);
            var rank = RANKS.indexOf(name);
            if (rank >= 0) {
                all.addAll(RANKS.subList(rank, RANKS.size()));
            }
        }
        return all;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static IllegalStateException wrong(Path path, String user, String what) {
        return new IllegalStateException("user '" + user + "' in the file of roles " + path + " " + what);
    }
}

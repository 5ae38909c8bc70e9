package dev.fettle.tools.launcher;

import java.nio.file.Path;
import java.util.Map;

/** Where the desktop conventions want a user's files (XDG base directories). */
final class UserFolders {
    private UserFolders() {}

    /** What must survive. */
    static Path state(Map<String, String> environment) {
        return folder(environment, "XDG_STATE_HOME", ".local/state");
    }

    /** What can be made again. */
    static Path cache(Map<String, String> environment) {
        return folder(environment, "XDG_CACHE_HOME", ".cache");
    }

    private static Path folder(Map<String, String> environment, String variable, String inHome) {
        var given = environment.getOrDefault(variable, "");
        // the convention wants relative ones ignored
        var base = given.startsWith("/") ? Path.of(given) : Path.of(System.getProperty("user.home"), inHome);
        return base.resolve("fettle");
    }
}

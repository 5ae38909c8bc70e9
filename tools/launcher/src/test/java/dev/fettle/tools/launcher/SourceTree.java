package dev.fettle.tools.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the source tree that are not on the class path. */
final class SourceTree {
    private SourceTree() {}

    /**
     * @param name relative to the top of the tree
     * @throws IllegalStateException when no folder above the working folder has it
     */
    static Path file(String name) {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var file = at.resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException(name + " is not above the working folder");
    }
}

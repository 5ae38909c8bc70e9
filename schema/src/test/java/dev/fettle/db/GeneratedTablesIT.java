package dev.fettle.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The committed classes are what the change sets give. {@code -Dtables=write} writes them instead of comparing. */
class GeneratedTablesIT {
    private static final Path SOURCES = Path.of("src/main/java");

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    Path folder;

    @Test
    void committedTablesAreUpToDate() throws Exception {
        if ("write".equals(System.getProperty("tables"))) {
            TableGenerator.generate(POSTGRES.url(), SOURCES);
        }
        TableGenerator.generate(POSTGRES.url(), folder);

        assertThat(classes(SOURCES)).isEqualTo(classes(folder)).isNotEmpty();
    }

    private static Map<String, String> classes(Path root) throws IOException {
        try (var files = Files.walk(root.resolve(TableGenerator.PACKAGE.replace('.', '/')))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), GeneratedTablesIT::text, (a, _) -> a, TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.fettle.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniFileTest {

    @Test
    void readsSectionsCommentsContinuationsQuotesAndBothSeparators() {
        var settings = parse("""
                # a comment
                [DEFAULT]
                debug = true
                ; another
                enabled_hardware_types = ipmi,
                    redfish
                \t# part of the value, as in oslo

                host: "one:two"

                [api]
                port=6385
                public_endpoint = http://x:1/?a=b
                """);
        assertThat(settings)
                .extracting(Setting::key, Setting::text, Setting::origin)
                .containsExactly(
                        tuple("DEFAULT.debug", "true", "f.conf:3"),
                        tuple(
                                "DEFAULT.enabled_hardware_types",
                                "ipmi,\nredfish\n# part of the value, as in oslo",
                                "f.conf:5"),
                        tuple("DEFAULT.host", "one:two", "f.conf:9"),
                        tuple("api.port", "6385", "f.conf:12"),
                        tuple("api.public_endpoint", "http://x:1/?a=b", "f.conf:13"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[api           | f.conf:1: a section looks like [name], not '[api'",
                "[]             | f.conf:1: a section looks like [name], not '[]'",
                "port = 1       | f.conf:1: an option before the first [section]; put it below [DEFAULT]",
                "just words     | f.conf:1: expected 'name = value', '[section]' or a comment",
                "= 1            | f.conf:1: expected 'name = value', '[section]' or a comment",
                "'  stray'      | 'f.conf:1: a line that begins with a blank continues a value, but there is none before it'",
            })
    void saysWhereAndWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void aBlankLineEndsAValue() {
        assertThatThrownBy(() -> parse("[api]\nport = 1\n\n  2\n"))
                .hasMessageStartingWith("f.conf:4: a line that begins");
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws Exception {
        var missing = folder.resolve("missing.conf");
        assertThatThrownBy(() -> IniFile.read(missing)).hasMessage(missing + ": there is no such file");
        var latin = Files.write(folder.resolve("latin.conf"), "[api]\nx = é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> IniFile.read(latin)).hasMessage(latin + ": is not UTF-8 text");
        assertThatThrownBy(() -> IniFile.read(folder)).hasMessageContaining(folder + ": cannot be read");
    }

    private static List<Setting> parse(String text) {
        return IniFile.parse("f.conf", text.lines().toList());
    }
}

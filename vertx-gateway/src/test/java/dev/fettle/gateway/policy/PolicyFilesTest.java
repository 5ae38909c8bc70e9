package dev.fettle.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.PolicyOptions;
import dev.fettle.http.Identity;
import dev.fettle.http.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFilesTest {
    private static final Identity AUDITOR =
            new Identity("u", "u", null, "p", "p", null, null, Set.of("auditor", "reader"), true);

    @TempDir
    Path folder;

    @Test
    void yamlAndJsonAndTheOldListForm() throws IOException {
        assertThat(allowed("""
                # auditors see all nodes
                "baremetal:node:list_all": "role:auditor"
                """)).isTrue();
        assertThat(allowed("{\"baremetal:node:list_all\": \"role:auditor\"}")).isTrue();
        assertThat(allowed("{\"baremetal:node:list_all\": [[\"role:nobody\"], [\"role:auditor\", \"role:reader\"]]}"))
                .isTrue();
        assertThat(allowed("{\"baremetal:node:list_all\": [[\"role:auditor\", \"role:nobody\"]]}"))
                .isFalse();
        assertThat(allowed("{\"baremetal:node:list_all\": []}")).isTrue();
        assertThat(allowed("")).isFalse();
    }

    @Test
    void foldersComeAfterTheFileInTheOrderOfNames() throws IOException {
        var file = write("policy.yaml", "\"baremetal:node:list_all\": \"!\"");
        Files.createDirectories(folder.resolve("policy.d"));
        write("policy.d/20.yaml", "\"baremetal:node:list_all\": \"role:auditor\"");
        write("policy.d/10.yaml", "\"baremetal:node:list_all\": \"role:nobody\"");
        write("policy.d/.hidden", "not: [valid");
        var config = Configuration.defaults()
                .with(PolicyOptions.POLICY_FILE, file.toString())
                .with(PolicyOptions.POLICY_DIRS, folder.resolve("policy.d").toString());
        assertThat(PolicyFiles.load(config).allows("baremetal:node:list_all", AUDITOR, Target.NONE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a, b] | no mapping",
                "a: {b: c} | put quotes around it",
                "'a: [' | neither YAML nor JSON",
                "!!java.net.URL [http://x] | neither YAML nor JSON",
            })
    void otherContent_stopsTheStart(String text, String message) throws IOException {
        var config = Configuration.defaults()
                .with(PolicyOptions.POLICY_FILE, write("policy.yaml", text).toString());
        assertThatThrownBy(() -> PolicyFiles.load(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("policy.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsGiven_mustBeThere() {
        var config = Configuration.defaults()
                .with(PolicyOptions.POLICY_FILE, folder.resolve("none").toString());
        assertThatThrownBy(() -> PolicyFiles.load(config)).hasMessageContaining("[oslo_policy] policy_file");
    }

    private boolean allowed(String text) throws IOException {
        var config = Configuration.defaults()
                .with(PolicyOptions.POLICY_FILE, write("policy.yaml", text).toString());
        return PolicyFiles.load(config).allows("baremetal:node:list_all", AUDITOR, Target.NONE);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

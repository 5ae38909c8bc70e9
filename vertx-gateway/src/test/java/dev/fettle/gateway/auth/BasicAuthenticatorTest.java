package dev.fettle.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.fettle.http.HttpProblem;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthenticatorTest {
    @TempDir
    Path folder;

    private Path file = Path.of("unset");

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("htpasswd");
        Files.writeString(
                file,
                "# people\n\n" + line("alice", "right", BCrypt.Version.VERSION_2Y)
                        + line("bob", "p:q", BCrypt.Version.VERSION_2A));
    }

    @Test
    void rightPassword_isLetInAndRemembered() {
        var authenticator = new BasicAuthenticator(file);

        for (var i = 0; i < 3; i++) {
            assertThat(authenticator.authenticate(basic("alice:right")).user()).isEqualTo("alice");
        }
        assertThat(authenticator.authenticate(basic("bob:p:q")).user()).isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:wrong", "alice:", "nobody:right", ":right", "Alice:right"})
    void wrongPassword_is401WithTheChallenge(String pair) {
        var authenticator = new BasicAuthenticator(file);
        assertThatThrownBy(() -> authenticator.authenticate(basic(pair)))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(401);
                    assertThat(problem.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"Baremetal API\"");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "Basic YWxpY2U="})
    void anythingElse_is400(String header) {
        assertStatus(400, MultiMap.caseInsensitiveMultiMap().add("Authorization", header));
    }

    @Test
    void noHeader_is401() {
        assertStatus(401, MultiMap.caseInsensitiveMultiMap());
    }

    @Test
    void changedFile_isReadAgain() throws IOException {
        var authenticator = new BasicAuthenticator(file);
        authenticator.authenticate(basic("alice:right"));

        Files.writeString(file, line("carol", "other", BCrypt.Version.VERSION_2B));

        assertThat(authenticator.authenticate(basic("carol:other")).user()).isEqualTo("carol");
        assertThatThrownBy(() -> authenticator.authenticate(basic("alice:right")))
                .isInstanceOf(HttpProblem.class);
    }

    @Test
    void fileThatBreaks_letsNobodyIn() throws IOException {
        var authenticator = new BasicAuthenticator(file);
        Files.writeString(file, "alice:plain text\n");
        assertThatThrownBy(() -> authenticator.authenticate(basic("alice:plain text")))
                .isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> authenticator.authenticate(basic("alice:right")))
                .isInstanceOf(HttpProblem.class);
    }

    @Test
    void theFirstLineOfAUserCounts() throws IOException {
        Files.writeString(
                file,
                line("alice", "first", BCrypt.Version.VERSION_2B) + line("alice", "second", BCrypt.Version.VERSION_2B));
        var authenticator = new BasicAuthenticator(file);
        assertThat(authenticator.authenticate(basic("alice:first")).user()).isEqualTo("alice");
        assertThatThrownBy(() -> authenticator.authenticate(basic("alice:second")))
                .isInstanceOf(HttpProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "17", "31", "99"})
    void hashesThatTakeForEver_areRefused(String cost) throws IOException {
        Files.writeString(file, "alice:$2b$" + cost + "$" + "a".repeat(53) + "\n");
        assertThatThrownBy(() -> new BasicAuthenticator(file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("4 to 16");
    }

    @Test
    void twoHeaders_areRefused() {
        assertStatus(400, basic("alice:right").add("Authorization", "Basic eDp5"));
    }

    @Test
    void aFileThatIsPutInTheOthersPlace_isRead() throws IOException {
        var authenticator = new BasicAuthenticator(file);
        authenticator.authenticate(basic("alice:right"));
        var other = folder.resolve("other");
        Files.writeString(other, Files.readString(file).replace("alice", "carol"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> authenticator.authenticate(basic("alice:right")))
                .isInstanceOf(HttpProblem.class);
        assertThat(authenticator.authenticate(basic("carol:right")).user()).isEqualTo("carol");
    }

    @Test
    void startWithoutAGoodFile_saysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> new BasicAuthenticator(folder.resolve("none")))
                .hasMessageContaining("http_basic_auth_user_file");
        Files.writeString(file, "alice:{SHA}abc\n");
        assertThatThrownBy(() -> new BasicAuthenticator(file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("htpasswd -B");
    }

    private void assertStatus(int status, MultiMap headers) {
        var authenticator = new BasicAuthenticator(file);
        assertThatThrownBy(() -> authenticator.authenticate(headers))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(status));
    }

    private static String line(String user, String password, BCrypt.Version version) {
        return user + ":" + BCrypt.with(version).hashToString(4, password.toCharArray()) + "\n";
    }

    private static MultiMap basic(String pair) {
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return MultiMap.caseInsensitiveMultiMap().add("Authorization", "Basic " + encoded);
    }
}

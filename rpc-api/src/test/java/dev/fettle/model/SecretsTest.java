package dev.fettle.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "ipmi_Password",
                "mypasswords",
                "TOKEN",
                "to\u212Aen",
                "admin_pass",
                "asecreta",
                "ssecret",
                "passpassphrase",
                "configdrive",
                "chappassword",
                "sys_pswd",
                "adminadmin_pass"
            })
    void secretKeys_areKnownInAnyCaseAndPlace(String key) {
        assertThat(Secrets.looksSecret(key)).isTrue();
        assertThat(Secrets.mayHoldSecret("{\"a\": {\"" + key + "\": 1}}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "address", "username", "pass", "pass word", "to\u00e9ken", "tok_en", "secre", "key"})
    void otherKeys_areNot(String key) {
        assertThat(Secrets.looksSecret(key)).isFalse();
    }

    /** Where the cheap test says no, masking changes nothing. */
    @Test
    void textWithoutSecretWord_isNeverChangedByMasking() {
        var parts = List.of(
                "pass",
                "word",
                "password",
                "token",
                "tok",
                "en",
                "=",
                ": ",
                " ",
                "--",
                "secret",
                "http://",
                "u:p",
                "@",
                "h/",
                "admin_",
                "\"",
                "'",
                "x",
                "\u00e9");
        var random = new Random(20_261_121);
        var passed = 0;
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var n = random.nextInt(8); n >= 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            if (!Secrets.mayHoldSecret(text.toString())) {
                passed++;
                assertThat(Secrets.maskText(text.toString())).isEqualTo(text.toString());
                assertThat(Secrets.mask(Map.of("a", text.toString()))).isEqualTo(Map.of("a", text.toString()));
            }
        }
        assertThat(passed).isGreaterThan(1_000);
    }

    @Test
    void fragmentsAndCredentialsInTexts_areMasked() {
        assertThat(Secrets.maskText("--password abc x")).isEqualTo("--password ****** x");
        assertThat(Secrets.maskText("amqp://u:pw@host")).isEqualTo("amqp://u:******@host");
        assertThat(Secrets.mask(Map.of("note", "the password is known"))).containsValue("the password is known");
    }
}

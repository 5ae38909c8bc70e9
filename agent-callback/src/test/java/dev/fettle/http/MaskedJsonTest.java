package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.field.LazyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that was never looked into is masked as one that was. */
class MaskedJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"address\": \"10.0.0.1\", \"n\": 1, \"f\": 1.5, \"b\": true, \"z\": null, \"l\": [1, {\"a\": \"b\"}]}",
                "{\"password\": \"canary\", \"user\": \"admin\"}",
                "{\"password\": null, \"token\": 5, \"secrets\": [\"canary\"], \"secret\": {\"a\": 1, \"token\": \"canary\"}}",
                "{\"a\": {\"b\": {\"ipmi_password\": \"canary\"}}, \"l\": [{\"password\": \"kept\"}]}",
                "{\"note\": \"password=canary and so on\", \"prose\": \"a password\"}",
                "{\"url\": \"http://user:canary@host/x\", \"plain\": \"http://host\"}",
                "{\"image_url\": \"http://canary\", \"configdrive\": \"canary\"}",
                "{\"image_url\": {\"a\": \"canary\"}, \"a\": {\"image_url\": \"kept\"}}",
                "{\"image_url\": \"\", \"configdrive\": {}}",
                "{\"text\": \"quote \\\" backslash \\\\ line\\n \u00e9 \ud83d\ude00\", \"token\": \"canary\"}"
            })
    void lazyAndReadDocuments_areMaskedAlike(String text) {
        var lazy = new LazyDocument(text, MaskedJsonTest::read);

        var fromText = masked(lazy);

        assertThat(fromText).isEqualTo(masked(read(text)));
        assertThat(fromText.toString()).doesNotContain("canary");
    }

    @Test
    void documentWithoutSecrets_isNotRead() {
        var lazy = new LazyDocument("{\"big\": 123456789012345678901234567890, \"s\": \"x\"}", _ -> {
            throw new AssertionError("was read");
        });

        var bytes = JsonOut.bytes(out -> MaskedJson.write(out, lazy, "configdrive"));

        assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(lazy.text());
    }

    private static Map<String, Object> masked(Map<String, Object> document) {
        return read(new String(
                JsonOut.bytes(out -> MaskedJson.write(out, document, "configdrive", "image_url")),
                java.nio.charset.StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

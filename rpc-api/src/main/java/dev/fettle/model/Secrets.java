package dev.fettle.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks secrets in documents and texts ({@code contract/resources.md} section 3). */
public final class Secrets {
    public static final String MASK = "******";

    private static final List<String> KEY_PARTS = List.of(
            "adminpass",
            "admin_pass",
            "password",
            "auth_token",
            "new_pass",
            "secret_uuid",
            "secret",
            "sys_pswd",
            "token",
            "configdrive",
            "chappassword",
            "encrypted_key",
            "private_key",
            "privatekey",
            "fernetkey",
            "sslkey",
            "passphrase",
            "cephclusterfsid",
            "octaviaheartbeatkey",
            "rabbitcookie",
            "cephmanilaclientkey",
            "pacemakerremoteauthkey",
            "designaterndckey",
            "cephadminkey",
            "heatauthencryptionkey",
            "cephclientkey",
            "keystonecredential",
            "barbicansimplecryptokek",
            "cephrgwkey",
            "swifthashsuffix",
            "migrationsshkey",
            "cephmdskey",
            "cephmonkey");

    private static final SecretWords WORDS = new SecretWords(KEY_PARTS);

    /** Fragments such as {@code password=abc}, {@code "auth_token": "abc"} or {@code --password abc} inside any text. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)((?:[\\w-]*(?:password|passphrase|adminpass|admin_pass|auth_token|sys_pswd|secret|token))[\"']?\\s*(?:[=:]|\\s)\\s*[\"']?)"
                    + "([^\\s\"',;&}]+)");

    private static final Pattern URL_CREDENTIALS = Pattern.compile("(?i)(\\w+://[^/\\s:@]*:)([^/\\s@]+)(@)");

    private Secrets() {}

    /** A copy with the value of every secret-looking key masked, in all depths of objects; lists are not descended into. */
    public static Map<String, Object> mask(Map<String, Object> document) {
        var masked = new LinkedHashMap<String, Object>();
        document.forEach((key, value) -> masked.put(key, maskValue(key, value)));
        return masked;
    }

    public static boolean looksSecret(String key) {
        return WORDS.in(key);
    }

    /**
     * Whether masking could change this text, or a JSON document with this text. One cheap pass: the words that fragments of texts begin
     * with are all among those of keys. Can be true for texts that do not change.
     */
    public static boolean mayHoldSecret(String text) {
        return WORDS.in(text) || mayHoldCredentials(text);
    }

    /** A text with the values of secret-looking fragments masked; for logs and error messages. */
    public static String maskText(String text) {
        var masked = WORDS.in(text)
                ? IN_TEXT.matcher(text)
                        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(match.group(1) + MASK))
                : text;
        return mayHoldCredentials(masked) ? URL_CREDENTIALS.matcher(masked).replaceAll("$1" + MASK + "$3") : masked;
    }

    /** A string in a document, under a key that does not look secret: prose that only mentions a password stays. */
    public static String maskFragments(String text) {
        return text.indexOf('=') >= 0 || text.indexOf(':') >= 0 || text.contains("--") ? maskText(text) : text;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object maskValue(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> nested) {
            return mask((Map<String, Object>) nested);
        }
        if (looksSecret(key)) {
            return MASK;
        }
        return value instanceof String text ? maskFragments(text) : value;
    }

    private static boolean mayHoldCredentials(String text) {
        return text.indexOf('@') >= 0 && text.contains("://");
    }
}

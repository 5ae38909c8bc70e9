package dev.fettle.db.row;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL takes no NUL characters: refused where callers write, dropped where we write about them. */
public final class CleanText {
    /** An escaped NUL, but not an escaped backslash followed by {@code u0000}. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private CleanText() {}

    /** @throws FaultException that names the field */
    public static String require(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw refused(field);
        }
        return text;
    }

    /** The same for JSON text, where NUL is written as an escape. */
    public static String requireJson(String field, String json) {
        if (json.contains("\\u0000") && ESCAPED_NUL.matcher(json).find()) {
            throw refused(field);
        }
        return json;
    }

    /** Cut and without NUL; for texts that must never stop a transition. Null stays null. */
    public static @Nullable String lenient(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        var clean = text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        var end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end);
    }

    private static FaultException refused(String field) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "'" + field + "' contains a NUL character; remove it.");
    }
}

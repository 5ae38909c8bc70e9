package dev.fettle.db.row;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;

/** PostgreSQL takes no NUL characters: refused where callers write, dropped where we write about them. */
public final class CleanText {
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
        if (json.contains("\\u0000")) {
            throw refused(field);
        }
        return json;
    }

    /** Cut and without NUL; for texts that must never stop a transition. */
    public static String lenient(String text, int longest) {
        var clean = text.replace("\0", "");
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }

    private static FaultException refused(String field) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "'" + field + "' contains a NUL character; remove it.");
    }
}

package dev.fettle.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers are JSON: whoever excludes that gets none. */
final class AcceptHeader {
    private AcceptHeader() {}

    /** @throws HttpProblem 406 */
    static void check(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return;
        }
        for (var item : accept.toLowerCase(Locale.ROOT).split(",")) {
            var parts = item.split(";");
            var type = parts[0].strip();
            if ((type.equals("*/*") || type.equals("application/*") || type.equals("application/json"))
                    && wanted(parts)) {
                return;
            }
        }
        throw HttpProblem.text(406, "Answers are application/json, which the Accept header excludes.");
    }

    private static boolean wanted(String[] parts) {
        for (var i = 1; i < parts.length; i++) {
            if (parts[i].strip().matches("q\\s*=\\s*0(\\.0*)?")) {
                return false;
            }
        }
        return true;
    }
}

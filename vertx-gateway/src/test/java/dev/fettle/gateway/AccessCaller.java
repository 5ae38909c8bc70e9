package dev.fettle.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Who asks in the access matrix. The node asked for belongs to project alpha and is leased by beta. */
enum AccessCaller {
    SYSTEM_ADMIN("admin", "system: all"),
    SYSTEM_READER("reader", "system: all"),
    OWNER_ADMIN("admin", "project: alpha"),
    OWNER_MEMBER("member", "project: alpha"),
    OWNER_READER("reader", "project: alpha"),
    LESSEE_ADMIN("admin", "project: beta"),
    LESSEE_MEMBER("member", "project: beta"),
    OTHER_ADMIN("admin", "project: delta");

    private final String role;
    private final String scope;

    AccessCaller(String role, String scope) {
        this.role = role;
        this.scope = scope;
    }

    /** As the matrix names the column. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A line of the file of roles. */
    String rolesLine() {
        return word() + ": {roles: [" + role + "], " + scope + "}\n";
    }

    /** Value of {@code Authorization}; everybody's password is the name. */
    String credentials() {
        var pair = word() + ":" + word();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.fettle.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the values that policy rules look at ({@code contract/policy.md} section 2).
 *
 * @param user login name; null where nobody checks
 * @param systemScope {@code all} for callers whose token is for the whole system, else null
 * @param roles with the implied ones
 * @param adminProject whether the project is the one of administrators; true where Keystone has no such project
 */
public record Identity(
        @Nullable String user,
        @Nullable String userId,
        @Nullable String userDomainId,
        @Nullable String projectId,
        @Nullable String projectName,
        @Nullable String projectDomainId,
        @Nullable String systemScope,
        Set<String> roles,
        boolean adminProject) {
    /** Who comes by a public route, and everybody where nobody is checked. */
    public static final Identity ANONYMOUS = new Identity(null, null, null, null, null, null, null, Set.of(), true);

    public Identity {
        roles = Set.copyOf(roles);
    }

    /** Where there is no project of administrators. */
    public Identity(
            @Nullable String user,
            @Nullable String userId,
            @Nullable String userDomainId,
            @Nullable String projectId,
            @Nullable String projectName,
            @Nullable String projectDomainId,
            @Nullable String systemScope,
            Set<String> roles) {
        this(user, userId, userDomainId, projectId, projectName, projectDomainId, systemScope, roles, true);
    }

    /** Somebody who logged in and of whom nothing else is known. */
    public static Identity named(String user) {
        return new Identity(user, null, null, null, null, null, null, Set.of(), true);
    }
}

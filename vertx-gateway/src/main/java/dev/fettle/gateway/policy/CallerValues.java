package dev.fettle.gateway.policy;

import dev.fettle.http.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of a caller by the names that rules give them ({@code contract/policy.md} section 2). */
final class CallerValues {
    private static final Map<String, Function<Identity, @Nullable String>> VALUES = Map.ofEntries(
            Map.entry("user_id", Identity::userId),
            Map.entry("user", Identity::userId),
            Map.entry("user_domain_id", Identity::userDomainId),
            Map.entry("project_id", Identity::projectId),
            Map.entry("tenant", Identity::projectId),
            Map.entry("project_name", Identity::projectName),
            Map.entry("project_domain_id", Identity::projectDomainId),
            Map.entry("system_scope", Identity::systemScope),
            Map.entry("domain_id", _ -> null), // tokens for a domain pass no rule
            Map.entry("is_admin_project", caller -> caller.adminProject() ? "True" : "False"),
            Map.entry("is_public_api", caller -> caller.equals(Identity.ANONYMOUS) ? "True" : "False"));

    private CallerValues() {}

    static Optional<Function<Identity, @Nullable String>> find(String name) {
        return Optional.ofNullable(VALUES.get(name));
    }

    static Set<String> names() {
        return new TreeSet<>(VALUES.keySet());
    }
}

package dev.fettle.gateway.policy;

import dev.fettle.http.Identity;
import dev.fettle.http.Target;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles {@code kind:match}. What has no value, on either side, matches nothing but a literal {@code None}. */
final class MatchCompiler {
    static final String SERVICE_PROJECT = "config.service_project_name";

    private static final Set<String> TARGETS =
            Set.of("node.owner", "node.lessee", "allocation.owner", "runbook.owner", SERVICE_PROJECT);
    private static final Pattern VARIABLE = Pattern.compile("%\\(([^()%]*)\\)s");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Set<String> WORDS = Set.of("True", "False", "None");
    private static final List<String> REMOTE = List.of("http", "https");

    private final Optional<String> serviceProject;

    /** @param serviceProject project of services with more rights; empty: they have none */
    MatchCompiler(Optional<String> serviceProject) {
        this.serviceProject = serviceProject;
    }

    /** A text that may depend on the caller or the target; null when something in it has no value. */
    private interface Text {
        @Nullable
        String of(Identity caller, Target target);
    }

    /** @throws IllegalArgumentException for values that neither callers nor targets have */
    Check compile(Expression.Match match) {
        if (match.kind().equals("role")) {
            return role(match.match());
        }
        var literal = literal(match.kind());
        if (literal.isPresent()) {
            var text = text(match.match());
            return (caller, target) -> literal.get().equals(text.of(caller, target));
        }
        var value = CallerValues.find(match.kind()).orElseThrow(() -> unknownKind(match.kind()));
        if (match.match().contains("%")) {
            var text = text(match.match());
            return (caller, target) -> {
                var own = value.apply(caller);
                return own != null && own.equals(text.of(caller, target));
            };
        }
        return (caller, _) -> match.match().equals(Objects.requireNonNullElse(value.apply(caller), "None"));
    }

    private Check role(String match) {
        if (match.contains("%")) {
            var text = text(match);
            return (caller, target) -> {
                var wanted = text.of(caller, target);
                return wanted != null && caller.roles().stream().anyMatch(role -> role.equalsIgnoreCase(wanted));
            };
        }
        var lower = match.toLowerCase(Locale.ROOT);
        return (caller, _) -> hasRole(caller.roles(), lower);
    }

    /** The usual role is written in lower case on both sides. */
    private static boolean hasRole(Set<String> roles, String lower) {
        if (roles.contains(lower)) {
            return true;
        }
        for (var role : roles) {
            if (role.equalsIgnoreCase(lower)) {
                return true;
            }
        }
        return false;
    }

    private Text text(String match) {
        var whole = VARIABLE.matcher(match);
        if (whole.matches()) {
            return variable(whole.group(1));
        }
        var found = VARIABLE.matcher(match);
        if (!found.find()) {
            return fixed(match);
        }
        var before = fixed(match.substring(0, found.start()));
        var value = variable(found.group(1));
        var after = text(match.substring(found.end()));
        return (caller, target) -> {
            var middle = value.of(caller, target);
            var rest = middle == null ? null : after.of(caller, target);
            return rest == null ? null : before.of(caller, target) + middle + rest;
        };
    }

    private static Text fixed(String text) {
        var plain = text.replace("%%", "");
        if (plain.contains("%")) {
            throw new IllegalArgumentException("'" + text + "' holds a % that is not of the form %(name)s");
        }
        var shown = text.replace("%%", "%");
        return (_, _) -> shown;
    }

    private Text variable(String name) {
        if (name.equals(SERVICE_PROJECT)) {
            var project = serviceProject.orElse(null);
            return (_, _) -> project;
        }
        if (TARGETS.contains(name)) {
            return (_, target) -> target.values().get(name);
        }
        Function<Identity, @Nullable String> own = CallerValues.find(name).orElseThrow(() -> unknownTarget(name));
        return (caller, _) -> own.apply(caller);
    }

    private static Optional<String> literal(String kind) {
        var quoted = kind.length() >= 2
                && (kind.charAt(0) == '\'' || kind.charAt(0) == '"')
                && kind.charAt(0) == kind.charAt(kind.length() - 1);
        if (quoted) {
            return Optional.of(kind.substring(1, kind.length() - 1));
        }
        return WORDS.contains(kind) || NUMBER.matcher(kind).matches() ? Optional.of(kind) : Optional.empty();
    }

    private static IllegalArgumentException unknownKind(String kind) {
        if (REMOTE.contains(kind)) {
            return new IllegalArgumentException("checks by a remote service (" + kind + ":) are not supported");
        }
        var known = new TreeSet<>(CallerValues.names());
        known.addAll(List.of("role", "rule"));
        return new IllegalArgumentException("callers have no value '" + kind + "'" + Nearest.hint(kind, known));
    }

    private static IllegalArgumentException unknownTarget(String name) {
        var known = new TreeSet<>(CallerValues.names());
        known.addAll(TARGETS);
        return new IllegalArgumentException("there is no value %(" + name + ")s" + Nearest.hint(name, known));
    }
}

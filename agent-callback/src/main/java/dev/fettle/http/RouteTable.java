package dev.fettle.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the row of a path. Literal segments win over variables, verb by verb. Immutable once built. */
public final class RouteTable {
    private static final String PREFIX = "v1";

    private final Branch root = new Branch();
    private final Pattern publicPaths;

    public RouteTable(List<Route> routes) {
        routes.forEach(this::add);
        publicPaths = Pattern.compile(routes.stream()
                .filter(route -> route.access() == Route.Access.PUBLIC)
                .map(RouteTable::pattern)
                .collect(Collectors.joining("|", "(?:", ")(?:\\.json|\\.xml)?")));
    }

    /**
     * The rows of one path.
     *
     * @param methods by verb
     * @param values of the variable segments
     * @param other rows of the same path for verbs that these do not have: where a literal segment could be a variable as well
     */
    public record Match(
            Map<String, Route> methods,
            Map<String, String> values,
            @Nullable Match other) {
        /** The row of a verb; HEAD is served as GET. */
        public Optional<Route> route(String method) {
            var own = Optional.ofNullable(methods.get(method.equals("HEAD") ? "GET" : method));
            return own.isPresent() || other == null ? own : other.route(method);
        }

        /** Values of the variable segments for that verb. */
        public Map<String, String> variables(String method) {
            return other == null || methods.containsKey(method.equals("HEAD") ? "GET" : method)
                    ? values
                    : other.variables(method);
        }

        private Match before(Match general) {
            return new Match(methods, values, other == null ? general : other.before(general));
        }

        /** For the {@code Allow} header. */
        public List<String> allowed() {
            var all = new TreeSet<>(methods.keySet());
            if (other != null) {
                all.addAll(other.allowed());
            }
            return List.copyOf(all);
        }
    }

    /** @param segments decoded; a path that does not start with {@code v1} is taken as if it did */
    public Optional<Match> find(List<String> segments) {
        var found = root.find(segments, 0, List.of());
        if (found == null && !segments.isEmpty() && !segments.getFirst().equals(PREFIX)) {
            var prefixed = new ArrayList<>(segments);
            prefixed.addFirst(PREFIX);
            found = root.find(prefixed, 0, List.of());
        }
        return Optional.ofNullable(found);
    }

    /** Whether a path, as the caller wrote it, needs no login: {@code contract/policy.md} section 1. */
    boolean isPublic(String path) {
        var end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return publicPaths.matcher(path.substring(0, end)).matches();
    }

    private static String pattern(Route route) {
        return route.segments().stream()
                .map(segment -> segment.startsWith("{") ? "[a-z0-9-]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/", "/", ""));
    }

    private void add(Route route) {
        var branch = root;
        var names = new ArrayList<String>();
        for (var segment : route.segments()) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                branch = branch.variable();
            } else {
                branch = branch.literals.computeIfAbsent(segment, _ -> new Branch());
            }
        }
        branch.names.put(route.method(), List.copyOf(names));
        if (branch.routes.putIfAbsent(route.method(), route) != null) {
            throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
        }
    }

    private static final class Branch {
        private final Map<String, Branch> literals = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private final Map<String, List<String>> names = new HashMap<>();
        private @Nullable Branch variable;

        Branch variable() {
            var existing = variable;
            if (existing == null) {
                existing = new Branch();
                variable = existing;
            }
            return existing;
        }

        @Nullable
        Match find(List<String> segments, int at, List<String> values) {
            if (at == segments.size()) {
                return routes.isEmpty() ? null : new Match(routes, named(values), null);
            }
            var literal = literals.get(segments.get(at));
            var found = literal == null ? null : literal.find(segments, at + 1, values);
            if (variable == null) {
                return found;
            }
            var more = new ArrayList<>(values);
            more.add(segments.get(at));
            var general = variable.find(segments, at + 1, more);
            return found == null || general == null ? (found == null ? general : found) : found.before(general);
        }

        /** All rows of one path use the same names. */
        private Map<String, String> named(List<String> values) {
            if (values.isEmpty()) {
                return Map.of();
            }
            var result = new HashMap<String, String>();
            var keys = names.values().iterator().next();
            for (var i = 0; i < values.size(); i++) {
                result.put(keys.get(i), values.get(i));
            }
            return result;
        }
    }
}

package dev.fettle.http;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named arguments of a request, from the query or a JSON object ({@code contract/resources.md} section 1). Absent and JSON null are the
 * same.
 */
public final class Parameters {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?[0-9]{1,100}\\s*");

    private final Map<String, Object> values;

    Parameters(Map<String, Object> values) {
        this.values = values;
    }

    /** @param query without the question mark; null when there is none */
    static Map<String, Object> parse(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, Object>();
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = PathSegments.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            var value = equals < 0 ? "" : PathSegments.decode(pair.substring(equals + 1), true);
            values.merge(name, value, Parameters::both);
        }
        return values;
    }

    /** @throws FaultException 400 that lists the names that are not taken */
    void checkNames(Set<String> allowed) {
        if (allowed.containsAll(values.keySet())) {
            return;
        }
        var unexpected = new TreeSet<>(values.keySet());
        unexpected.removeAll(allowed);
        throw invalid("Unexpected arguments: " + String.join(", ", unexpected));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All but one: for an argument that means something else here. */
    public Parameters without(String name) {
        var others = new LinkedHashMap<>(values);
        others.remove(name);
        return new Parameters(others);
    }

    /** The same with one more, or with another value of that name. */
    public Parameters with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Parameters(more);
    }

    /** The value as it came: text, or any JSON. */
    public Optional<Object> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws FaultException 400 when the value is no string */
    public Optional<String> text(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw invalid("Schema error for " + name + ": it is not of type 'string'.");
        };
    }

    /** @throws FaultException 400 when the argument is missing */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> flag(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.of(flag);
            case String word ->
                Optional.of(Idents.flag(word)
                        .orElseThrow(
                                () -> invalid("Invalid input for " + name + ": '" + shown(word) + "' is no boolean.")));
            default -> throw invalid("Schema error for " + name + ": it is not of type 'boolean'.");
        };
    }

    /** Digits, or a JSON integer; what does not fit 32 bits is the nearest that does. */
    public Optional<Integer> integer(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Integer number -> Optional.of(number);
            case String digits
            when INTEGER.matcher(digits).matches() -> Optional.of(nearest(new BigInteger(digits.strip())));
            case Long number -> Optional.of(nearest(BigInteger.valueOf(number)));
            case BigInteger number -> Optional.of(nearest(number));
            default -> throw invalid("Invalid input for " + name + ": it is no integer.");
        };
    }

    public Optional<UUID> uuid(String name) {
        return text(name)
                .map(text -> Idents.uuid(text)
                        .orElseThrow(() -> new FaultException(
                                FaultCode.INVALID_UUID, "Expected a UUID but received " + shown(text) + ".")));
    }

    /** Items of a comma separated list: trimmed, lower-cased, each once; a repeated key keeps its letter case. */
    public Optional<List<String>> csv(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text ->
                Optional.of(Arrays.stream(text.split(","))
                        .map(item -> item.strip().toLowerCase(Locale.ROOT))
                        .filter(item -> !item.isEmpty())
                        .distinct()
                        .toList());
            case List<?> items ->
                Optional.of(items.stream().map(String::valueOf).distinct().toList());
            default -> throw invalid("Invalid input for " + name + ": it is no list.");
        };
    }

    /** @throws FaultException 400 in the words of a missing argument */
    public static FaultException missing(String name) {
        return new FaultException(FaultCode.MISSING_PARAMETER_VALUE, "Missing mandatory argument: " + name + ".");
    }

    public static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }

    private static int nearest(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    /** Text of a caller, cut to what fits a message. */
    public static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static Object both(Object first, Object second) {
        return switch (first) {
            case List<?> list ->
                java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(second))
                        .toList();
            default -> List.of(first, second);
        };
    }
}

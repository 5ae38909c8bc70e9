package dev.fettle.gateway.field;

import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.model.field.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which part of a collection is asked for, and how much of each item ({@code contract/resources.md} section 1).
 *
 * @param detailPath whether the list is one of {@code /detail}, which the {@code next} link keeps
 * @param echo arguments that the {@code next} link repeats, in order
 */
public record Page(
        Selection selection,
        Field<?> sortKey,
        boolean descending,
        Optional<UUID> marker,
        int limit,
        boolean detailPath,
        Map<String, String> echo) {
    /** Arguments that every list takes. */
    public static final Set<String> ARGUMENTS = Set.of("marker", "limit", "sort_key", "sort_dir");

    private static final int DETAIL_SINCE = 43;
    private static final int FIELDS_SINCE = 8;

    /**
     * Reads the arguments of a list.
     *
     * @param detail whether the path itself asks for all fields
     */
    public static Page of(Parameters query, FieldSet fields, Microversion version, boolean detail, int maxLimit) {
        var limit = limit(query, maxLimit);
        var sortKey = query.text("sort_key").orElse("id");
        var key = fields.sortKey(sortKey, version);
        var direction = query.text("sort_dir").orElse("asc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw Parameters.invalid("Invalid sort direction: " + Parameters.shown(direction)
                    + ". Acceptable values are 'asc' or 'desc'");
        }
        var echo = new LinkedHashMap<String, String>();
        echo.put("sort_key", sortKey);
        echo.put("sort_dir", direction);
        var selection = detail ? fields.full(version) : selection(query, fields, version, echo);
        return new Page(selection, key, direction.equals("desc"), query.uuid("marker"), limit, detail, echo);
    }

    /** More than the limit is cut silently. */
    public static int limit(Parameters query, int maxLimit) {
        var limit = query.integer("limit").orElse(maxLimit);
        if (limit <= 0) {
            throw Parameters.invalid("Limit must be positive");
        }
        return Math.min(limit, maxLimit);
    }

    /** The same page that also repeats these arguments, before detail and fields. */
    public Page echoing(Map<String, String> more) {
        var all = new LinkedHashMap<String, String>();
        echo.forEach((name, value) -> {
            if (name.equals("detail") || name.equals("fields")) {
                all.putAll(more);
            }
            all.put(name, value);
        });
        all.putAll(more);
        return new Page(selection, sortKey, descending, marker, limit, detailPath, all);
    }

    /** How the link to the next page repeats {@code detail}. */
    public static Map<String, String> echoed(boolean detail) {
        return Map.of("detail", detail ? "True" : "False");
    }

    /** The same page of a collection that shows whole objects without {@code /detail}. */
    public Page ofCollection() {
        return new Page(selection, sortKey, descending, marker, limit, false, echo);
    }

    /** Address of the page that follows; not encoded, as clients expect it. */
    public String next(String baseUrl, String collection, String marker) {
        var arguments = echo.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        var path = detailPath ? collection + "/detail" : collection;
        return baseUrl + "/v1/" + path + "?" + arguments + "&limit=" + limit + "&marker=" + marker;
    }

    private static Selection selection(
            Parameters query, FieldSet fields, Microversion version, Map<String, String> echo) {
        var names = query.csv("fields");
        if (query.has("detail") && !version.atLeast(DETAIL_SINCE)) {
            throw HttpProblem.fault(400, "Invalid query parameter ?detail received.");
        }
        var detail = query.flag("detail");
        if (names.isPresent()) {
            FieldSet.gate(FIELDS_SINCE, version);
        }
        detail.map(Page::echoed).ifPresent(echo::putAll);
        if (detail.orElse(false)) {
            if (names.isPresent()) {
                throw Parameters.invalid("Can't fetch a subset of fields with 'detail' set");
            }
            return fields.full(version);
        }
        echo.put("fields", String.join(",", names.orElseGet(() -> fields.listedNames(version))));
        return names.map(given -> fields.select(given, version)).orElseGet(() -> fields.listed(version));
    }

    /** What {@code fields=} of a single resource asks for; all when absent. */
    public static Selection one(Optional<List<String>> names, FieldSet fields, Microversion version) {
        if (names.isEmpty()) {
            return fields.full(version);
        }
        FieldSet.gate(FIELDS_SINCE, version);
        return fields.select(names.get(), version);
    }
}

package dev.fettle.gateway.field;

import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one resource, in order. Views, gates, sort keys and what POST takes are derived from it. */
public final class FieldSet {
    private final String argument;
    private final FieldTable table;
    private final Map<String, ApiField> byName = new LinkedHashMap<>();
    private final Selection[] full = new Selection[Microversion.MAX + 1];
    private final Selection[] listed = new Selection[Microversion.MAX + 1];

    /** @param argument what messages call the resource */
    public FieldSet(String argument, FieldTable table, List<ApiField> fields) {
        this.argument = argument;
        this.table = table;
        fields.forEach(field -> byName.put(field.name(), field));
        for (var minor = 0; minor <= Microversion.MAX; minor++) {
            var known = minor;
            full[minor] = Selection.of(fields.stream()
                    .filter(field -> field.shown() && field.since() <= known)
                    .toList());
            listed[minor] = Selection.of(
                    full[minor].fields().stream().filter(ApiField::inList).toList());
        }
    }

    /** What messages call the resource. */
    public String argument() {
        return argument;
    }

    /** All rows, in order. */
    public Collection<ApiField> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Everything that a version shows. */
    public Selection full(Microversion version) {
        return full[version.minor()];
    }

    /** What lists show when nothing else is asked for. */
    public Selection listed(Microversion version) {
        return listed[version.minor()];
    }

    /**
     * What {@code fields=} asks for; links come along always.
     *
     * @throws RuntimeException 406 for one that the version does not know, 400 for unknown names
     */
    public Selection select(List<String> names, Microversion version) {
        var chosen = new LinkedHashSet<ApiField>();
        names.forEach(name -> find(name).ifPresent(field -> gate(field, version)));
        for (var name : names) {
            chosen.add(find(name)
                    .filter(ApiField::selectable)
                    .orElseThrow(() ->
                            Parameters.invalid("Field \"" + Parameters.shown(name) + "\" is not a valid field.")));
        }
        find("links").ifPresent(chosen::add);
        return Selection.of(List.copyOf(chosen));
    }

    public Optional<ApiField> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Names in the default view of lists, without links; for the {@code next} link. */
    public List<String> listedNames(Microversion version) {
        return listed(version).fields().stream()
                .map(ApiField::name)
                .filter(name -> !name.equals("links"))
                .toList();
    }

    /** @throws RuntimeException 400 for a key that no column has or that holds documents, 406 for a newer one */
    public Field<?> sortKey(String name, Microversion version) {
        find(name).ifPresent(field -> gate(field, version));
        return table.find(name)
                .filter(field -> !field.type().holdsDocuments())
                .orElseThrow(() -> Parameters.invalid(
                        "The sort_key value \"" + Parameters.shown(name) + "\" is an invalid field for sorting"));
    }

    /**
     * What POST may hold: names that the table takes, none newer than the version.
     *
     * @param nullIsAbsent whether a newer field may come along with null in it
     */
    public void checkCreate(Map<String, ? extends @Nullable Object> body, Microversion version, boolean nullIsAbsent) {
        for (var entry : body.entrySet()) {
            var field = byName.get(entry.getKey());
            if (field == null || !field.onCreate()) {
                throw Parameters.invalid("Schema error for " + argument + ": Additional properties are not allowed ('"
                        + Parameters.shown(entry.getKey()) + "' was unexpected)");
            }
            if (entry.getValue() != null || !nullIsAbsent) {
                gate(field, version);
            }
        }
    }

    /** @throws HttpProblem 406 when the version does not know the field */
    public static void gate(ApiField field, Microversion version) {
        gate(field.since(), version);
    }

    public static void gate(int since, Microversion version) {
        if (!version.atLeast(since)) {
            throw HttpProblem.fault(
                    406, "Request not acceptable. The minimal required API version should be 1." + since);
        }
    }
}

package dev.fettle.gateway.member;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.model.conductor.Conductor;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The fields of a conductor: {@code contract/resources.md} section 11. */
public final class ConductorFieldTable {
    private static final FieldTable.Builder CONDUCTOR = FieldTable.of("Conductor", "1.0");
    static final Field<Long> ID = CONDUCTOR.integer("id", "1.0");
    static final Field<String> HOSTNAME = CONDUCTOR.text("hostname", "1.0");
    private static final Field<String> GROUP = CONDUCTOR.text("conductor_group", "1.0");
    private static final Field<List<String>> DRIVERS = CONDUCTOR.textList("drivers", "1.0");
    static final Field<Boolean> ALIVE = CONDUCTOR.flag("alive", "1.0");
    private static final Field<Instant> CREATED_AT = CONDUCTOR.timestamp("created_at", "1.0");
    private static final Field<Instant> UPDATED_AT = CONDUCTOR.timestamp("updated_at", "1.0");
    static final FieldTable TABLE = CONDUCTOR.build();

    public static final FieldSet FIELDS = new FieldSet(
            "conductor",
            TABLE,
            List.of(
                    plain(HOSTNAME, 1).listed(),
                    plain(GROUP, 1).listed(),
                    plain(ALIVE, 1).listed(),
                    plain(DRIVERS, 1),
                    plain(CREATED_AT, 1),
                    plain(UPDATED_AT, 1),
                    computed(
                                    "links",
                                    1,
                                    Set.of(HOSTNAME),
                                    (out, values, view) ->
                                            Links.pair(out, view.baseUrl(), "conductors/" + values.require(HOSTNAME)))
                            .listed()));

    private ConductorFieldTable() {}

    static Values values(Conductor conductor) {
        return Values.none(TABLE).toBuilder()
                .put(ID, conductor.id())
                .put(HOSTNAME, conductor.hostname())
                .put(GROUP, conductor.group())
                .put(DRIVERS, conductor.drivers())
                .put(ALIVE, conductor.alive())
                .put(CREATED_AT, conductor.createdAt())
                .put(UPDATED_AT, conductor.updatedAt())
                .build();
    }
}

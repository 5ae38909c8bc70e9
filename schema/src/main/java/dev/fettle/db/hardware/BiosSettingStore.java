package dev.fettle.db.hardware;

import static dev.fettle.db.tables.BiosSettings.BIOS_SETTINGS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.BiosSettingFields;
import dev.fettle.model.operation.NodeLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** The BIOS settings of nodes as they were read last. Thread-safe; calls block. */
public final class BiosSettingStore {
    private static final Columns COLUMNS = new Columns(
            BiosSettingFields.TABLE,
            BIOS_SETTINGS,
            Map.of(
                    BiosSettingFields.NODE_UUID,
                    DSL.field(DSL.select(NODES.UUID).from(NODES).where(NODES.ID.eq(BIOS_SETTINGS.NODE_ID)))));
    private static final Set<Field<?>> NOT_WRITTEN =
            Set.of(BiosSettingFields.NODE_UUID, BiosSettingFields.CREATED_AT, BiosSettingFields.UPDATED_AT);
    private static final List<Field<?>> WRITTEN = BiosSettingFields.TABLE.fields().stream()
            .filter(field -> !NOT_WRITTEN.contains(field))
            .toList();

    private static final String SAVE = """
        insert into bios_settings as old (node_id, name, value, attribute_type, allowable_values, lower_bound, max_length,
            min_length, read_only, reset_required, "unique", upper_bound)
        select ?, given.* from jsonb_to_recordset(?::jsonb) as given (name text, value text, attribute_type text,
            allowable_values text[], lower_bound bigint, max_length bigint, min_length bigint, read_only boolean,
            reset_required boolean, "unique" boolean, upper_bound bigint)
        on conflict (node_id, name) do update set value = excluded.value, attribute_type = excluded.attribute_type,
            allowable_values = excluded.allowable_values, lower_bound = excluded.lower_bound,
            max_length = excluded.max_length, min_length = excluded.min_length, read_only = excluded.read_only,
            reset_required = excluded.reset_required, "unique" = excluded."unique",
            upper_bound = excluded.upper_bound, updated_at = now()
        where (old.value, old.attribute_type, old.allowable_values, old.lower_bound, old.max_length, old.min_length,
            old.read_only, old.reset_required, old."unique", old.upper_bound)
        is distinct from (excluded.value, excluded.attribute_type, excluded.allowable_values, excluded.lower_bound,
            excluded.max_length, excluded.min_length, excluded.read_only, excluded.reset_required, excluded."unique",
            excluded.upper_bound)\
        """;

    private final Database database;

    public BiosSettingStore(Database database) {
        this.database = database;
    }

    /** By name. */
    public List<Values> list(long nodeId) {
        var query = Session.SQL
                .select(COLUMNS.selected(BiosSettingFields.TABLE.fields()))
                .from(BIOS_SETTINGS)
                .where(BIOS_SETTINGS.NODE_ID.eq(nodeId))
                .orderBy(BIOS_SETTINGS.NAME);
        return database.run(session -> session.list(query, COLUMNS.reader(BiosSettingFields.TABLE.fields(), 1)));
    }

    public Optional<Values> find(long nodeId, String name) {
        if (name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Condition condition = BIOS_SETTINGS.NODE_ID.eq(nodeId).and(BIOS_SETTINGS.NAME.eq(name));
        var query = Session.SQL
                .select(COLUMNS.selected(BiosSettingFields.TABLE.fields()))
                .from(BIOS_SETTINGS)
                .where(condition);
        return database.run(session -> session.first(query, COLUMNS.reader(BiosSettingFields.TABLE.fields(), 1)));
    }

    /**
     * Makes these all settings of the node; of several with one name the last counts. What did not change keeps its times.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away; nothing was written
     */
    public void replace(NodeLock lock, List<Values> settings) {
        var byName = new LinkedHashMap<String, Values>();
        settings.forEach(setting -> byName.put(setting.require(BiosSettingFields.NAME), setting));
        var json = JsonRows.of("bios setting", byName.values(), WRITTEN);
        database.transaction(session -> {
            NodeRows.requireHeld(session, lock);
            session.execute(
                    "delete from bios_settings where node_id = ? and name <> all (?)",
                    List.of(lock.nodeId(), byName.keySet().toArray(String[]::new)));
            session.execute(SAVE, List.of(lock.nodeId(), json));
            return true;
        });
    }
}

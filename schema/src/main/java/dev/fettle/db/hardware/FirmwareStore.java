package dev.fettle.db.hardware;

import static dev.fettle.db.tables.FirmwareComponents.FIRMWARE_COMPONENTS;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.FirmwareFields;
import dev.fettle.model.operation.NodeLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The firmware of nodes as it was read last. Thread-safe; calls block. */
public final class FirmwareStore {
    private static final Columns COLUMNS = new Columns(FirmwareFields.TABLE, FIRMWARE_COMPONENTS, Map.of());
    private static final List<Field<?>> WRITTEN = List.of(
            FirmwareFields.NAME,
            FirmwareFields.INITIAL_VERSION,
            FirmwareFields.CURRENT_VERSION,
            FirmwareFields.LAST_VERSION_FLASHED,
            FirmwareFields.VENDOR,
            FirmwareFields.MODEL,
            FirmwareFields.SERIAL_NUMBER);

    private static final String SAVE = """
        insert into firmware_components as old (node_id, component, initial_version, current_version, last_version_flashed,
            vendor, model, serial_number)
        select ?, given.* from jsonb_to_recordset(?::jsonb) as given (component text, initial_version text,
            current_version text, last_version_flashed text, vendor text, model text, serial_number text)
        on conflict (node_id, component) do update set current_version = excluded.current_version,
            last_version_flashed = coalesce(excluded.last_version_flashed, old.last_version_flashed),
            vendor = excluded.vendor, model = excluded.model, serial_number = excluded.serial_number, updated_at = now()
        where (old.current_version, old.vendor, old.model, old.serial_number)
        is distinct from (excluded.current_version, excluded.vendor, excluded.model, excluded.serial_number)
        or excluded.last_version_flashed is distinct from
            coalesce(excluded.last_version_flashed, old.last_version_flashed)\
        """;

    private final Database database;

    public FirmwareStore(Database database) {
        this.database = database;
    }

    /** By component. */
    public List<Values> list(long nodeId) {
        var query = Session.SQL
                .select(COLUMNS.selected(FirmwareFields.TABLE.fields()))
                .from(FIRMWARE_COMPONENTS)
                .where(FIRMWARE_COMPONENTS.NODE_ID.eq(nodeId))
                .orderBy(FIRMWARE_COMPONENTS.COMPONENT);
        return database.run(session -> session.list(query, COLUMNS.reader(FirmwareFields.TABLE.fields(), 1)));
    }

    /**
     * Makes these all components of the node; of several with one name the last counts. The first version ever seen of each stays.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away; nothing was written
     */
    public void replace(NodeLock lock, List<Values> components) {
        var byName = new LinkedHashMap<String, Values>();
        components.forEach(component -> byName.put(component.require(FirmwareFields.NAME), component));
        var json = JsonRows.of("firmware component", byName.values(), WRITTEN);
        database.transaction(session -> {
            NodeRows.requireHeld(session, lock);
            session.execute(
                    "delete from firmware_components where node_id = ? and component <> all (?)",
                    List.of(lock.nodeId(), byName.keySet().toArray(String[]::new)));
            session.execute(SAVE, List.of(lock.nodeId(), json));
            return true;
        });
    }
}

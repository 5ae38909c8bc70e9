package dev.fettle.db.conductor;

import dev.fettle.db.Database;
import dev.fettle.db.row.JsonText;
import dev.fettle.model.conductor.Conductor;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.model.conductor.ServedInterface;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** Members of the cluster and their leases, judged by the database's clock. Blocks; thread-safe. */
public final class ConductorStore {
    private static final String LIVE = "c.online and c.lease_until > now()";

    private final Database database;

    public ConductorStore(Database database) {
        this.database = database;
    }

    /** Registers a conductor, or its new life. Returns its key. */
    public long register(
            String host, UUID incarnation, String group, List<HardwareInterface> interfaces, Duration lease) {
        var drivers = interfaces.stream().map(HardwareInterface::hardwareType).distinct().sorted().toList();
        return database.transaction(sql -> {
            var id = sql.fetchSingle(
                            "insert into conductors (hostname, incarnation, conductor_group, drivers, online, lease_until,"
                                    + " updated_at) values (?, ?, ?, ?, true, now() + make_interval(secs => ?), now())"
                                    + " on conflict (hostname) do update set incarnation = excluded.incarnation,"
                                    + " conductor_group = excluded.conductor_group, drivers = excluded.drivers, online = true,"
                                    + " lease_until = excluded.lease_until, updated_at = now() returning id",
                            host,
                            incarnation,
                            group,
                            JSONB.valueOf(JsonText.write(drivers)),
                            seconds(lease))
                    .get(0, Long.class);
            replaceInterfaces(sql, id, interfaces);
            return id;
        });
    }

    /** Prolongs the lease; false when another life of the conductor has it, or it has lapsed: then register anew. */
    public boolean renew(String host, UUID incarnation, Duration lease) {
        return database.run(sql -> sql.execute(
                        "update conductors set lease_until = now() + make_interval(secs => ?), updated_at = now() where hostname ="
                                + " ? and incarnation = ? and online and lease_until > now()",
                        seconds(lease),
                        host,
                        incarnation))
                == 1;
    }

    /** Leaves: no ring has it any more, and its work may be taken over at once. */
    public void deregister(String host, UUID incarnation) {
        database.transaction(sql -> {
            var left = sql.execute(
                    "update conductors set online = false, lease_until = now(), updated_at = now() where hostname = ? and"
                            + " incarnation = ?",
                    host,
                    incarnation);
            if (left == 1) {
                sql.execute(
                        "delete from conductor_hardware_interfaces where conductor_id = (select id from conductors where"
                                + " hostname = ?)",
                        host);
            }
            return left;
        });
    }

    /** All that ever registered, by key. */
    public List<Conductor> members() {
        return database.run(sql -> sql.fetch("select c.*, (" + LIVE + ") as alive from conductors c order by c.id")
                .map(ConductorStore::conductor));
    }

    /** What live conductors serve. */
    public List<ServedInterface> interfaces() {
        return database.run(sql -> sql.fetch(
                        "select c.hostname, c.conductor_group, i.hardware_type, i.interface_type, i.interface_name, i.is_default"
                                + " from conductor_hardware_interfaces i join conductors c on c.id = i.conductor_id where " + LIVE
                                + " order by i.id")
                .map(row -> new ServedInterface(
                        text(row, "hostname"),
                        text(row, "conductor_group"),
                        new HardwareInterface(
                                text(row, "hardware_type"),
                                text(row, "interface_type"),
                                text(row, "interface_name"),
                                Boolean.TRUE.equals(row.get("is_default", Boolean.class))))));
    }

    private static void replaceInterfaces(DSLContext sql, long conductor, List<HardwareInterface> interfaces) {
        sql.execute("delete from conductor_hardware_interfaces where conductor_id = ?", conductor);
        for (var served : interfaces) {
            sql.execute(
                    "insert into conductor_hardware_interfaces (conductor_id, hardware_type, interface_type, interface_name,"
                            + " is_default) values (?, ?, ?, ?, ?)",
                    conductor,
                    served.hardwareType(),
                    served.interfaceType(),
                    served.interfaceName(),
                    served.isDefault());
        }
    }

    private static Conductor conductor(Record row) {
        var updated = row.get("updated_at", SQLDataType.OFFSETDATETIME.getType());
        return new Conductor(
                Objects.requireNonNull(row.get("id", Long.class)),
                text(row, "hostname"),
                text(row, "conductor_group"),
                JsonText.list(text(row, "drivers")).stream().map(String::valueOf).toList(),
                Boolean.TRUE.equals(row.get("online", Boolean.class)),
                Boolean.TRUE.equals(row.get("alive", Boolean.class)),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class)).toInstant(),
                updated == null ? null : updated.toInstant());
    }

    private static String text(Record row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

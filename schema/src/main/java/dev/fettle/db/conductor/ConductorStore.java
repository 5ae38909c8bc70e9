package dev.fettle.db.conductor;

import static dev.fettle.db.tables.ConductorHardwareInterfaces.CONDUCTOR_HARDWARE_INTERFACES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.model.conductor.Conductor;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.model.conductor.ServedInterface;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Members of the cluster and their leases, judged by the database's clock. Thread-safe; calls block. */
public final class ConductorStore {
    private static final String REGISTER = """
            insert into conductors (hostname, incarnation, conductor_group, online, lease_until)
            values (?, ?, ?, true, now() + make_interval(secs => ?))
            on conflict (hostname) do update set
                incarnation = excluded.incarnation, conductor_group = excluded.conductor_group, online = true,
                lease_until = excluded.lease_until, updated_at = now()
            returning id""";

    private static final String RENEW = """
            update conductors set lease_until = now() + make_interval(secs => ?), updated_at = now()
            where hostname = ? and incarnation = ? and online""";

    private static final String DEREGISTER = """
            update conductors set online = false, lease_until = least(lease_until, now()), updated_at = now()
            where hostname = ? and incarnation = ?
            returning id""";

    private static final String MEMBERS = """
            select id, hostname, conductor_group, online, online and lease_until > now(), created_at, updated_at,
                array(select distinct hardware_type from conductor_hardware_interfaces
                    where conductor_id = conductors.id order by hardware_type)
            from conductors order by id""";

    private static final String INTERFACES = """
            select hostname, conductor_group, hardware_type, interface_type, interface_name, is_default
            from conductors join conductor_hardware_interfaces on conductor_id = id
            where online and lease_until > now()
            order by hostname, hardware_type, interface_type, interface_name""";

    private final Database database;

    public ConductorStore(Database database) {
        this.database = database;
    }

    /**
     * Begins a life of this conductor; an earlier one loses its lease at once.
     *
     * @param incarnation new for every life
     * @return key of the conductor, the same for all its lives
     */
    public long register(
            String host, UUID incarnation, String group, List<HardwareInterface> interfaces, Duration lease) {
        return database.transaction(session -> {
            long id = session.first(REGISTER, List.of(host, incarnation, group, seconds(lease)), row -> row.getLong(1))
                    .orElseThrow();
            replaceInterfaces(session, id, interfaces);
            return id;
        });
    }

    /** Prolongs the lease; false when another life has it, or it had run out and work was taken over: then register anew. */
    public boolean renew(String host, UUID incarnation, Duration lease) {
        return database.run(session -> session.execute(RENEW, List.of(seconds(lease), host, incarnation))) == 1;
    }

    /** Leaves in order: no ring has it any more and its work may be taken over at once. Without effect for an earlier life. */
    public void deregister(String host, UUID incarnation) {
        database.transaction(session -> {
            var left = session.first(DEREGISTER, List.of(host, incarnation), row -> row.getLong(1));
            left.ifPresent(id -> replaceInterfaces(session, id, List.of()));
            return left;
        });
    }

    /** All that ever registered, oldest first. */
    public List<Conductor> members() {
        return database.run(session -> session.list(
                MEMBERS,
                List.of(),
                row -> new Conductor(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Columns.texts(row, 8),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        Objects.requireNonNull(Columns.instant(row, 6)),
                        Columns.instant(row, 7))));
    }

    /** What live conductors serve. */
    public List<ServedInterface> interfaces() {
        return database.run(session -> session.list(
                INTERFACES,
                List.of(),
                row -> new ServedInterface(
                        row.getString(1),
                        row.getString(2),
                        new HardwareInterface(
                                row.getString(3), row.getString(4), row.getString(5), row.getBoolean(6)))));
    }

    private static void replaceInterfaces(Session session, long conductor, List<HardwareInterface> interfaces) {
        session.execute(Session.SQL
                .deleteFrom(CONDUCTOR_HARDWARE_INTERFACES)
                .where(CONDUCTOR_HARDWARE_INTERFACES.CONDUCTOR_ID.eq(conductor)));
        if (interfaces.isEmpty()) {
            return;
        }
        var insert = Session.SQL.insertInto(
                CONDUCTOR_HARDWARE_INTERFACES,
                CONDUCTOR_HARDWARE_INTERFACES.CONDUCTOR_ID,
                CONDUCTOR_HARDWARE_INTERFACES.HARDWARE_TYPE,
                CONDUCTOR_HARDWARE_INTERFACES.INTERFACE_TYPE,
                CONDUCTOR_HARDWARE_INTERFACES.INTERFACE_NAME,
                CONDUCTOR_HARDWARE_INTERFACES.IS_DEFAULT);
        for (var each : interfaces) {
            insert = insert.values(
                    conductor, each.hardwareType(), each.interfaceType(), each.interfaceName(), each.isDefault());
        }
        session.execute(insert);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

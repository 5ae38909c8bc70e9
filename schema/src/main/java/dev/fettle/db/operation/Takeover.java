package dev.fettle.db.operation;

import dev.fettle.db.Session;
import dev.fettle.db.row.NodeUpdate;
import dev.fettle.model.operation.Operation;
import java.util.List;
import java.util.UUID;

/** Takes work and locks from the dead, by the database's clock. */
final class Takeover {
    /** The row lock keeps the owner from renewing its lease while its work is taken away. */
    private static final String OWNER =
            "select online and lease_until > now(), incarnation from conductors where hostname = ? for update";

    /** From now on the owner has to register anew. */
    private static final String BURY = "update conductors set online = false where hostname = ? and online";

    private static final String STRAY = """
            select id, fence from nodes
            where reservation is not null
                and not exists (select 1 from operations where node_id = nodes.id and state = 'running')
            limit 1000""";

    private static final String RELEASE = """
            update nodes set reservation = null, reserved_at = null, reserved_for = null, fence = nodes.fence + 1
            from unnest(?, ?) as stray (id, fence)
            where nodes.id = stray.id and nodes.fence = stray.fence and reservation is not null""";

    private Takeover() {}

    private record Owner(boolean lives, UUID incarnation) {}

    /** @throws Refused when it is no orphan, or no longer ours to take */
    static Resumption.Resumed claim(Session session, Operation orphan, String me, UUID incarnation) {
        requireOrphaned(session, orphan, me, incarnation);
        var batch = session.batch();
        var untouched = NodeUpdate.leftBy(orphan.nodeId(), orphan.fence(), orphan.owner());
        var taken = Locking.take(batch, untouched, me, orphan.kind().word());
        var moved = batch.returning(OperationRows.move(orphan, me, incarnation), OperationRows::read);
        batch.run();
        var row = taken.row().orElseThrow(Refused::new);
        return new Resumption.Resumed(moved.row().orElseThrow(Refused::new), row.node(), row.lock());
    }

    static int releaseStrayLocks(Session session) {
        var stray = session.list(STRAY, List.of(), row -> List.of(row.getLong(1), row.getLong(2)));
        if (stray.isEmpty()) {
            return 0;
        }
        var ids = stray.stream().map(List::getFirst).toArray(Long[]::new);
        var fences = stray.stream().map(List::getLast).toArray(Long[]::new);
        return session.execute(RELEASE, List.of(ids, fences)); // a lock taken since then has another fence
    }

    private static void requireOrphaned(Session session, Operation orphan, String me, UUID incarnation) {
        var owner = session.first(
                OWNER, List.of(orphan.owner()), row -> new Owner(row.getBoolean(1), row.getObject(2, UUID.class)));
        if (owner.isEmpty()) {
            return;
        }
        var ours = orphan.owner().equals(me);
        if (ours ? !owner.get().incarnation().equals(incarnation) : owner.get().lives()) {
            throw new Refused();
        }
        if (!ours) {
            session.execute(BURY, List.of(orphan.owner()));
        }
    }
}

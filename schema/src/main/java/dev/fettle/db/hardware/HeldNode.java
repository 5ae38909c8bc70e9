package dev.fettle.db.hardware;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Session;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.JsonText;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes that only the holder of a node's lock may do. */
final class HeldNode {
    private HeldNode() {}

    /** @throws LockLostException when the lock was taken away; it cannot be while the transaction lasts */
    static void require(Session session, NodeLock lock) {
        var held = Session.SQL
                .select(NODES.ID)
                .from(NODES)
                .where(NodeRows.held(lock))
                .forShare();
        if (session.first(held, row -> row.getLong(1)).isEmpty()) {
            throw new LockLostException(lock.nodeUuid(), lock.fence());
        }
    }

    /** Rows as one JSON array, which one statement turns back into rows; fields that are not set are null. */
    static String json(String what, Collection<Values> rows, List<? extends Field<?>> fields) {
        var list = new ArrayList<LinkedHashMap<String, @Nullable Object>>();
        for (var row : rows) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            fields.forEach(field -> object.put(field.name(), row.getOrNull(field)));
            list.add(object);
        }
        return CleanText.requireJson(what, JsonText.write(list));
    }
}

package dev.fettle.db.part;

import dev.fettle.db.Session;
import dev.fettle.db.row.NodeRow;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import java.util.List;

/** A node whose row is locked by a short write, and what else hangs on it. Valid until that write ends; for its thread only. */
public final class LockedNode {
    private final Session session;
    private final NodeRow row;

    LockedNode(Session session, NodeRow row) {
        this.session = session;
        this.row = row;
    }

    public Node node() {
        return row.node();
    }

    /** Its parts of that kind as they are now, in the order of their making. One statement. */
    public List<Values> parts(NodePartStore kind) {
        return kind.reads().ofNode(session, row.node().id());
    }

    /** Writes the difference to a part of this node together with what the short write does. */
    public Values save(NodePartStore kind, Values before, Values after) {
        return kind.reads().save(session, before, after);
    }

    Session session() {
        return session;
    }
}

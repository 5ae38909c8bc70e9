package dev.fettle.db.row;

import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.NodeLock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is stored: its fields and what belongs to its lock.
 *
 * @param version differs from that of every other state of the row
 */
public record NodeRow(
        Node node,
        long fence,
        @Nullable Instant reservedAt,
        @Nullable String reservedFor,
        String version) {

    /** Empty when the lock is free. */
    public Optional<LockHolder> holder() {
        return Optional.ofNullable(node.get(NodeFields.RESERVATION)).map(host -> holder(node, host));
    }

    /** The lock of whom has just taken it. */
    public NodeLock lock() {
        return new NodeLock(
                node.id(),
                node.uuid(),
                node.require(NodeFields.RESERVATION),
                fence,
                Objects.requireNonNull(reservedAt));
    }

    private LockHolder holder(Node of, String host) {
        return new LockHolder(
                of.uuid(),
                host,
                Objects.requireNonNullElse(reservedFor, "unknown"),
                Objects.requireNonNullElse(reservedAt, Instant.EPOCH));
    }
}

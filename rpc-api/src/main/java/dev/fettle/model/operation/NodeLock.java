package dev.fettle.model.operation;

import java.time.Instant;
import java.util.UUID;

/**
 * Proof of having taken a node's lock. Every write of the holder is refused once another acquisition has raised the fence.
 *
 * @param holder host of the conductor, shown to clients as {@code reservation}
 * @param fence number of this acquisition; grows with every one
 */
public record NodeLock(long nodeId, UUID nodeUuid, String holder, long fence, Instant since) {}

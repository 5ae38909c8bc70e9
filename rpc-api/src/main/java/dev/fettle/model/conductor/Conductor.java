package dev.fettle.model.conductor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of the cluster, now or before.
 *
 * @param drivers hardware types it serves
 * @param online false once it left in order
 * @param alive online and with a lease that runs, by the database's clock
 */
public record Conductor(
        long id,
        String hostname,
        String group,
        List<String> drivers,
        boolean online,
        boolean alive,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    public Conductor {
        drivers = List.copyOf(drivers);
    }
}

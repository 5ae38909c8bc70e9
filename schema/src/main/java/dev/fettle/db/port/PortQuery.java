package dev.fettle.db.port;

import dev.fettle.model.field.Field;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of ports.
 *
 * @param node only those of that node; null for all
 * @param project only those of nodes that it owns or leases; null for all
 * @param address only the one with that MAC address; null for all
 * @param marker the last port of the page before; null for the first page
 * @param limit most ports; none when not positive
 */
public record PortQuery(
        @Nullable UUID node,
        @Nullable String project,
        @Nullable String address,
        Field<?> sortKey,
        boolean descending,
        @Nullable UUID marker,
        int limit) {}

package dev.fettle.model.operation;

import java.time.Instant;
import java.util.UUID;

/** Who holds a node's lock, why and since when; what a refused caller is told. */
public record LockHolder(UUID nodeUuid, String holder, String operation, Instant since) {}

package dev.fettle.model.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of one step: a row of {@code operation_steps}.
 *
 * @param position index of the step in the operation's list
 * @param outcome done, failed, or replanned when all steps begin anew; null while it runs
 * @param detail why it failed
 */
public record StepRun(
        int position,
        int attempt,
        String iface,
        String step,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String detail) {}

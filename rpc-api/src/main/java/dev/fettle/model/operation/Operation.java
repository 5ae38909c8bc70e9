package dev.fettle.model.operation;

import dev.fettle.model.step.StepSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of accepted work on a node: a row of {@code operations}. Whoever holds it goes on from {@code cursor}.
 *
 * @param requestId id of the request that asked for it; the same id is accepted once per node and kind
 * @param user who asked; null for the service itself
 * @param args what the flow needs to know, such as the power target
 * @param cursor index of the step that is next or in work
 * @param stepStarted whether the step at the cursor was begun: after a crash its resume policy applies
 * @param attempt how often the step at the cursor was begun, from 0
 * @param waitDeadline when a waiting operation fails; null unless waiting
 * @param owner host of the conductor that works on it, or did last
 * @param fence number of the lock acquisition under which it runs
 */
public record Operation(
        long id,
        UUID uuid,
        long nodeId,
        UUID nodeUuid,
        OperationKind kind,
        String requestId,
        @Nullable String user,
        @Nullable String project,
        Map<String, Object> args,
        List<StepSpec> steps,
        int cursor,
        boolean stepStarted,
        int attempt,
        OperationState state,
        @Nullable Instant waitDeadline,
        String owner,
        long fence,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public Operation {
        steps = List.copyOf(steps);
    }

    /** The step at the cursor; empty past the end. */
    public Optional<StepSpec> currentStep() {
        return cursor < steps.size() ? Optional.of(steps.get(cursor)) : Optional.empty();
    }
}

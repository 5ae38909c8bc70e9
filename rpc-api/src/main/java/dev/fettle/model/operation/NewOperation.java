package dev.fettle.model.operation;

import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work to be accepted. See {@link Operation} for the meaning of the parts. */
public record NewOperation(
        UUID nodeUuid,
        OperationKind kind,
        String requestId,
        @Nullable String user,
        @Nullable String project,
        Map<String, Object> args,
        List<StepSpec> steps,
        String owner) {

    public NewOperation {
        steps = List.copyOf(steps);
    }
}

package dev.fettle.conductor.step;

import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flow of every kind of operation, and which one starts because a state was entered. */
public final class Flows {
    /** States whose entry from within another operation starts a flow of their own; no caller is involved. */
    private static final Map<ProvisionState, OperationKind> BOUND =
            Map.of(ProvisionState.CLEANING, OperationKind.CLEAN);

    private final Map<OperationKind, Flow> flows = new EnumMap<>(OperationKind.class);

    public Flows(List<Flow> all) {
        for (var flow : all) {
            if (flows.put(flow.kind(), flow) != null) {
                throw new IllegalStateException("two flows for " + flow.kind());
            }
        }
    }

    public Flow of(OperationKind kind) {
        var flow = flows.get(kind);
        if (flow == null) {
            throw new IllegalStateException("no flow for " + kind);
        }
        return flow;
    }

    Optional<Flow> boundTo(ProvisionState entered) {
        return Optional.ofNullable(BOUND.get(entered)).map(this::of);
    }
}

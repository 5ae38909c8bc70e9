package dev.fettle.db;

import dev.fettle.db.node.NodeStore;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.step.StepSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things to store. */
public final class Samples {
    public static final List<HardwareInterface> INTERFACES = List.of(
            new HardwareInterface("fake-hardware", "power", "fake", true),
            new HardwareInterface("fake-hardware", "deploy", "fake", false),
            new HardwareInterface("ipmi", "power", "ipmitool", true));

    private Samples() {}

    public static Values nothing() {
        return Values.none(NodeFields.TABLE);
    }

    public static Node node() {
        return Node.of(nothing()).with(NodeFields.UUID, UUID.randomUUID()).with(NodeFields.DRIVER, "fake-hardware");
    }

    public static Node stored(Database database) {
        return new NodeStore(database).insert(node());
    }

    public static NewOperation work(Node node, OperationKind kind, String owner) {
        return work(node, kind, owner, UUID.randomUUID().toString());
    }

    public static NewOperation work(Node node, OperationKind kind, String owner, String request) {
        return new NewOperation(
                node.uuid(), kind, request, "user", "project", Map.of("target", "on", "count", 3), steps(2), owner);
    }

    /** @param outcome null while it runs */
    public static StepRun run(int position, @Nullable String outcome) {
        var begun = Instant.parse("2026-01-02T03:04:05Z");
        return new StepRun(
                position, 1, "conductor", "step-" + position, begun, outcome == null ? null : begun, outcome, null);
    }

    public static HistoryEntry entry(String event) {
        return new HistoryEntry(event, "transition", false, "host", "user", "project");
    }

    public static List<StepSpec> steps(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(number -> StepSpec.conductor("step-" + number, Map.of("n", number)))
                .toList();
    }
}

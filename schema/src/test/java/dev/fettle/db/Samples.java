package dev.fettle.db;

import dev.fettle.db.node.NodeStore;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    public static List<StepSpec> steps(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(number -> StepSpec.conductor("step-" + number, Map.of("n", number)))
                .toList();
    }
}

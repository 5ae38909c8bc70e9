package dev.fettle.transport.oslo;

import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.RpcRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request of every type with every argument filled, made from its record. */
final class Samples {
    static final UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    private static final Instant TIME = Instant.parse("2026-08-01T12:00:00Z");

    private Samples() {}

    static RpcRequest<?> of(Class<? extends RpcRequest<?>> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), component.getName()))
                .toArray();
        return type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
                .newInstance(values);
    }

    static Node node() {
        return new Node(values(NodeFields.TABLE));
    }

    static Port port() {
        return new Port(values(PortFields.TABLE));
    }

    static Allocation allocation() {
        return new Allocation(values(AllocationFields.TABLE));
    }

    static Portgroup portgroup() {
        return new Portgroup(values(PortgroupFields.TABLE));
    }

    private static Object value(Type type, String name) {
        if (type == String.class || type == Object.class) {
            return "the " + name;
        } else if (type == UUID.class) {
            return NODE;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Long.class) {
            return 4_000_000_000L;
        } else if (type == Integer.class || type == int.class) {
            return 30;
        } else if (type instanceof Class<?> object && ObjectModule.find(object).isPresent()) {
            return object(ObjectModule.find(object).orElseThrow());
        } else if (type instanceof ParameterizedType generic) {
            return generic(generic, name);
        }
        throw new IllegalArgumentException("teach " + Samples.class.getSimpleName() + " a sample of " + type);
    }

    private static <T> T object(ObjectModule.Kind<T> kind) {
        return kind.of().apply(values(kind.table()));
    }

    private static Object generic(ParameterizedType type, String name) {
        if (type.getRawType() == List.class) {
            return List.of(value(type.getActualTypeArguments()[0], name));
        } else if (type.getRawType() == Map.class) {
            return Map.of("id", value(type.getActualTypeArguments()[1], "id"));
        } else if (type.getRawType() == Changed.class) {
            var object = ObjectModule.find((Class<?>) type.getActualTypeArguments()[0])
                    .orElseThrow();
            var fields = Stream.of("extra", "name")
                    .filter(field -> object.table().find(field).isPresent());
            return new Changed<>(object(object), fields.collect(Collectors.toSet()));
        }
        throw new IllegalArgumentException("teach " + Samples.class.getSimpleName() + " a sample of " + type);
    }

    private static Values values(FieldTable table) {
        var values = Values.none(table).toBuilder();
        table.fields().forEach(field -> values.putRaw(field, value(field)));
        return values.build();
    }

    private static Object value(Field<?> field) {
        return switch (field.type()) {
            case INTEGER -> 7L;
            case TEXT -> "the " + field.name();
            case UUID -> NODE;
            case BOOLEAN -> true;
            case TIMESTAMP -> TIME;
            case OBJECT -> Map.of(field.name(), List.of(1, "x", true));
            case TEXT_LIST -> List.of("CUSTOM_A", "CUSTOM_B");
            case LIST -> List.of(Map.of("a", 1), "b");
        };
    }
}

package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.model.volume.VolumeConnectorFields;
import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.model.volume.VolumeTargetFields;
import dev.fettle.rpc.Changed;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Teaches Jackson the versioned objects, wherever they stand in arguments and results. */
final class ObjectModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** A model type that travels as a versioned object; a row here is all that a new one needs. */
    record Kind<T>(Class<T> type, FieldTable table, Function<T, Values> values, Function<Values, T> of) {}

    static final List<Kind<?>> KINDS = List.of(
            new Kind<>(Node.class, NodeFields.TABLE, Node::values, Node::new),
            new Kind<>(Port.class, PortFields.TABLE, Port::values, Port::new),
            new Kind<>(Allocation.class, AllocationFields.TABLE, Allocation::values, Allocation::new),
            new Kind<>(Portgroup.class, PortgroupFields.TABLE, Portgroup::values, Portgroup::new),
            new Kind<>(
                    VolumeConnector.class, VolumeConnectorFields.TABLE, VolumeConnector::values, VolumeConnector::new),
            new Kind<>(VolumeTarget.class, VolumeTargetFields.TABLE, VolumeTarget::values, VolumeTarget::new));

    ObjectModule(RpcPin pin) {
        super("versioned objects");
        KINDS.forEach(kind -> add(kind, pin));
        addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
            }
        });
        addDeserializer(Instant.class, new JsonDeserializer<>() {
            @Override
            public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Instant.parse(in.getText());
            }
        });
    }

    static Optional<Kind<?>> find(Class<?> type) {
        return KINDS.stream().filter(kind -> kind.type() == type).findFirst();
    }

    /** The object with the names of touched fields, or with all that are set. */
    static Changed<?> readChanged(Kind<?> kind, JsonNode json) {
        return new Changed<Object>(readObject(kind, json), VersionedObjects.readChanges(json, kind.table()));
    }

    static void writeChanged(JsonGenerator out, Changed<?> changed) throws IOException {
        var values = valuesOf(changed.object());
        VersionedObjects.write(
                out, values, changed.fields(), WireVersion.of(values.table().objectVersion()));
    }

    /** An object that is new: everything in it counts as changed. */
    static void writeNew(JsonGenerator out, Object object) throws IOException {
        var values = valuesOf(object);
        VersionedObjects.write(
                out,
                values,
                VersionedObjects.namesOf(values),
                WireVersion.of(values.table().objectVersion()));
    }

    private static Values valuesOf(Object object) {
        return find(object.getClass())
                .map(kind -> valuesOf(kind, object))
                .orElseThrow(() -> new IllegalArgumentException(object.getClass() + " is no versioned object"));
    }

    private static <T> Values valuesOf(Kind<T> kind, Object object) {
        return kind.values().apply(kind.type().cast(object));
    }

    private static <T> T readObject(Kind<T> kind, JsonNode json) {
        return kind.of().apply(VersionedObjects.read(json, kind.table()));
    }

    private <T> void add(Kind<T> kind, RpcPin pin) {
        var version = pin.objectVersion(kind.table());
        addSerializer(kind.type(), new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                VersionedObjects.write(out, kind.values().apply(value), Set.of(), version);
            }
        });
        addDeserializer(kind.type(), new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return readObject(kind, in.readValueAsTree());
            }
        });
    }
}

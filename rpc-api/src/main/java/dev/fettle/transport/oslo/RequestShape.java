package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import dev.fettle.rpc.catalog.RpcCatalog;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one type of request and its arguments travel; read once from the record and its annotations. */
final class RequestShape {
    private static final ClassValue<RequestShape> SHAPES = new ClassValue<>() {
        @Override
        protected RequestShape computeValue(Class<?> type) {
            return new RequestShape(type);
        }
    };

    /** @param since version that brought the argument; empty for one that is always sent */
    private record Argument(
            String name, RecordComponent component, JavaType type, Optional<WireVersion> since, boolean nullable) {}

    private final Rpc rpc;
    private final JavaType result;
    private final List<Argument> arguments;
    private final Constructor<?> constructor;
    /** The object of a create call is new: every field in it counts as changed. */
    private final boolean createsObject;

    private RequestShape(Class<?> type) {
        var types = TypeFactory.defaultInstance();
        rpc = RpcCatalog.rpc(type);
        result = types.constructType(type).findTypeParameters(RpcRequest.class)[0];
        arguments = Arrays.stream(type.getRecordComponents())
                .map(component -> argument(component, types))
                .toList();
        createsObject = rpc.method().startsWith("create_");
        try {
            constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is not a record", e);
        }
    }

    static RequestShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    Rpc rpc() {
        return rpc;
    }

    JavaType result() {
        return result;
    }

    /** The version to stamp on a message: the method's own, raised by the arguments that are sent. */
    WireVersion stamp(RpcRequest<?> request, RpcPin pin) {
        var stamp = WireVersion.of(rpc.version());
        for (var argument : arguments) {
            var since = argument.since();
            if (since.isPresent() && stamp.below(since.get()) && isSent(argument, value(argument, request), pin)) {
                stamp = since.get();
            }
        }
        return stamp;
    }

    void writeArguments(JsonGenerator out, RpcRequest<?> request, RpcPin pin) throws IOException {
        out.writeStartObject();
        for (var argument : arguments) {
            var value = value(argument, request);
            if (isSent(argument, value, pin)) {
                out.writeFieldName(argument.name());
                writeValue(out, value);
            }
        }
        out.writeEndObject();
    }

    /** @throws DispatchException or {@link FaultException} that the caller of the method is to get */
    RpcRequest<?> readArguments(JsonNode json, ObjectMapper mapper) {
        for (var name : (Iterable<String>) json::fieldNames) {
            if (arguments.stream().noneMatch(argument -> argument.name().equals(name))) {
                throw DispatchException.wrongArguments(
                        rpc.method() + "() got an unexpected keyword argument '" + name + "'");
            }
        }
        var values = new @Nullable Object[arguments.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = read(arguments.get(i), json.get(arguments.get(i).name()), mapper);
        }
        try {
            return (RpcRequest<?>) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "The arguments of " + rpc.method() + " do not fit together.", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + constructor, e);
        }
    }

    private @Nullable Object read(Argument argument, @Nullable JsonNode json, ObjectMapper mapper) {
        if (json == null || json.isNull()) {
            if (argument.type().hasRawClass(boolean.class)) {
                return false; // as the default of every flag in the reference; older callers leave some out
            }
            if (argument.nullable()) {
                return null;
            }
            throw DispatchException.wrongArguments(
                    rpc.method() + "() missing 1 required argument: '" + argument.name() + "'");
        }
        try {
            if (argument.type().hasRawClass(Changed.class)) {
                return ObjectModule.find(argument.type().containedType(0).getRawClass())
                        .map(kind -> ObjectModule.readChanged(kind, json))
                        .orElseThrow();
            }
            return mapper.readerFor(argument.type()).readValue(json);
        } catch (IOException e) {
            throw wrongType(argument, e);
        }
    }

    private FaultException wrongType(Argument argument, IOException cause) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "Argument " + argument.name() + " of " + rpc.method() + " takes "
                        + argument.type().getRawClass().getSimpleName() + ".",
                cause);
    }

    private void writeValue(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Changed<?> changed) {
            ObjectModule.writeChanged(out, changed);
        } else if (value != null
                && createsObject
                && ObjectModule.find(value.getClass()).isPresent()) {
            ObjectModule.writeNew(out, value);
        } else {
            out.writePOJO(value);
        }
    }

    private static boolean isSent(Argument argument, @Nullable Object value, RpcPin pin) {
        var since = argument.since();
        return since.isEmpty()
                || value != null
                        && !(value instanceof Collection<?> items && items.isEmpty())
                        && pin.cap().covers(since.get());
    }

    private static @Nullable Object value(Argument argument, RpcRequest<?> request) {
        try {
            return argument.component().getAccessor().invoke(request);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + argument.name(), e);
        }
    }

    private static Argument argument(RecordComponent component, TypeFactory types) {
        return new Argument(
                PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()),
                component,
                types.constructType(component.getGenericType()),
                Optional.ofNullable(component.getAnnotation(Since.class)).map(since -> WireVersion.of(since.value())),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}

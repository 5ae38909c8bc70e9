package dev.fettle.transport.oslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.catalog.RpcCatalog;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests, results and failures into messages and back, as oslo.messaging and Ironic do. Immutable, thread-safe. */
public final class OsloCodec {
    private static final Logger LOG = LoggerFactory.getLogger(OsloCodec.class);
    private static final WireVersion SERVED = WireVersion.of(RpcCatalog.VERSION);
    private static final WireVersion OWN_SERVED = WireVersion.of(RpcCatalog.OWN_VERSION);

    private static final HexFormat HEX = HexFormat.of();

    private final RpcPin pin;
    private final ObjectMapper requests;
    private final Envelope envelope;
    private final Envelope replyEnvelope;
    private final FailureJson failures;

    public OsloCodec(RpcPin pin) {
        this.pin = pin;
        this.requests = WireJson.mapper(new ObjectModule(RpcPin.none())); // a client never downgrades its objects
        this.envelope = new Envelope(requests);
        this.replyEnvelope = new Envelope(WireJson.mapper(new ObjectModule(pin)));
        this.failures = new FailureJson(requests);
    }

    /** A new id for a message or a queue: 32 hex digits. */
    public static String newId() {
        var id = UUID.randomUUID();
        return HEX.toHexDigits(id.getMostSignificantBits()) + HEX.toHexDigits(id.getLeastSignificantBits());
    }

    /**
     * @param replyTo empty for a cast
     * @throws FaultException {@code RPC_VERSION_CAP} when the pinned release does not know the request
     */
    public WireMessage writeRequest(
            RpcRequest<?> request, CallContext context, String uniqueId, Optional<ReplyTo> replyTo) {
        var shape = RequestShape.of(request.getClass());
        var rpc = shape.rpc();
        pin.checkCanSend(rpc);
        var body = envelope.wrap(out -> {
            out.writeStringField("method", rpc.method());
            out.writeFieldName("args");
            shape.writeArguments(out, request, pin);
            out.writeStringField("version", shape.stamp(request, pin).toString());
            if (!rpc.namespace().isEmpty()) {
                out.writeStringField("namespace", rpc.namespace());
            }
            if (replyTo.isPresent()) {
                out.writeStringField("_msg_id", replyTo.get().messageId());
                out.writeStringField("_reply_q", replyTo.get().queue());
                out.writeNullField("_timeout");
            }
            out.writeStringField("_unique_id", uniqueId);
            ContextJson.write(out, context);
        });
        return new WireMessage(body, Map.of());
    }

    /** @throws MalformedMessageException when nobody could be answered; everything else that is wrong comes out later, as a failure */
    public IncomingRequest readRequest(byte[] body) throws MalformedMessageException {
        var json = envelope.unwrap(body);
        var method = text(json, "method").orElseThrow(() -> new MalformedMessageException("message names no method"));
        var arguments = json.path("args");
        if (!arguments.isObject() && !arguments.isMissingNode() && !arguments.isNull()) {
            throw new MalformedMessageException("args are no JSON object");
        }
        var uniqueId = text(json, "_unique_id");
        return new IncomingRequest(
                text(json, "namespace").orElse(""),
                method,
                text(json, "version").orElse("1.0"),
                arguments,
                ContextJson.read(json, uniqueId),
                text(json, "_msg_id").flatMap(id -> text(json, "_reply_q").map(queue -> new ReplyTo(id, queue))),
                uniqueId);
    }

    /** The type of a request; empty when the method, or its version, is not known here. */
    public Optional<Class<? extends RpcRequest<?>>> typeOf(IncomingRequest request) {
        return isServed(request) ? RpcCatalog.find(request.namespace(), request.method()) : Optional.empty();
    }

    /** The request as a record. Throws what {@link #writeFailure} then tells the caller. */
    public RpcRequest<?> readArguments(IncomingRequest request) {
        if (!isServed(request)) {
            throw DispatchException.unsupportedVersion(request.version(), request.method());
        }
        var type = typeOf(request).orElseThrow(() -> DispatchException.noSuchMethod(request.method()));
        return RequestShape.of(type).readArguments(request.arguments(), requests);
    }

    /** The failure of a method that is in the catalog but that this server has no handler for. */
    public static RuntimeException noHandler(IncomingRequest request) {
        return DispatchException.noSuchMethod(request.method());
    }

    public WireMessage writeResult(ReplyTo replyTo, @Nullable Object result) {
        var body = replyEnvelope.wrap(out -> {
            out.writePOJOField("result", result);
            out.writeNullField("failure");
            out.writeBooleanField("ending", true);
            out.writeStringField("_msg_id", replyTo.messageId());
            out.writeStringField("_unique_id", newId());
        });
        return new WireMessage(body, Map.of());
    }

    /** A {@link FaultException} goes out as it is; anything unforeseen as an internal error, with its details in our log only. */
    public WireMessage writeFailure(ReplyTo replyTo, RuntimeException failure, IncomingRequest request) {
        var body = replyEnvelope.wrap(out -> {
            out.writeNullField("result");
            out.writeStringField("failure", failureText(failure, request));
            out.writeBooleanField("ending", true);
            out.writeStringField("_msg_id", replyTo.messageId());
            out.writeStringField("_unique_id", newId());
        });
        return new WireMessage(body, failure instanceof FaultException fault ? failures.headers(fault) : Map.of());
    }

    /** @return empty for a sign of life of a call that still runs */
    public Optional<IncomingReply> readReply(WireMessage message) throws MalformedMessageException {
        var json = envelope.unwrap(message.body());
        if (!json.path("ending").asBoolean(true)) {
            return Optional.empty();
        }
        var id = text(json, "_msg_id").orElseThrow(() -> new MalformedMessageException("reply without _msg_id"));
        return Optional.of(new IncomingReply(id, json.path("result"), text(json, "failure"), message.headers()));
    }

    /**
     * The result in the type that the request declares.
     *
     * @throws FaultException the callee's failure, or {@code INTERNAL} for a result of another form
     */
    public @Nullable Object readResult(RpcRequest<?> request, IncomingReply reply) {
        var shape = RequestShape.of(request.getClass());
        try {
            if (reply.failure().isPresent()) {
                throw failures.read(
                        reply.failure().get(),
                        reply.headers(),
                        !shape.rpc().namespace().isEmpty());
            }
            if (shape.result().hasRawClass(Void.class)
                    || reply.result().isNull()
                    || reply.result().isMissingNode()) {
                return null;
            }
            return requests.readerFor(shape.result()).readValue(reply.result());
        } catch (IOException | MalformedMessageException | DispatchException e) {
            throw new FaultException(
                    FaultCode.INTERNAL,
                    "The conductor's answer to " + shape.rpc().method() + " cannot be read.",
                    e);
        }
    }

    private String failureText(RuntimeException failure, IncomingRequest request) throws IOException {
        return switch (failure) {
            case FaultException fault -> failures.write(fault);
            case DispatchException dispatch -> failures.write(dispatch);
            default -> {
                LOG.error("{} failed unexpectedly", request, failure);
                yield failures.write(new FaultException(
                        FaultCode.INTERNAL,
                        "The conductor failed unexpectedly in " + request.method() + "; its log says more under "
                                + request.context().requestId() + "."));
            }
        };
    }

    private static boolean isServed(IncomingRequest request) {
        var served = request.namespace().isEmpty()
                ? Optional.of(SERVED)
                : Optional.of(OWN_SERVED).filter(_ -> request.namespace().equals(RpcCatalog.OWN_NAMESPACE));
        var version = WireVersion.find(request.version());
        return served.isPresent() && version.isPresent() && served.get().covers(version.get());
    }

    private static Optional<String> text(JsonNode json, String key) {
        var value = json.path(key);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}

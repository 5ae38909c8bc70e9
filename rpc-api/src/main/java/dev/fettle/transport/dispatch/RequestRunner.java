package dev.fettle.transport.dispatch;

import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.transport.oslo.IncomingRequest;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a request to its handler and makes the reply. Whatever goes wrong becomes a failure for the caller. */
public final class RequestRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);

    private final OsloCodec codec;
    private final RpcHandlers handlers;

    public RequestRunner(OsloCodec codec, RpcHandlers handlers) {
        this.codec = codec;
        this.handlers = handlers;
    }

    /** Blocks while the handler runs. Empty for a cast, whose failure can only be logged. */
    public Optional<WireMessage> run(IncomingRequest request) {
        try {
            var result = handle(request);
            return request.replyTo().map(to -> codec.writeResult(to, result));
        } catch (RuntimeException e) {
            return fail(request, e);
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            // a bug in one handler: its caller is told, the others go on
            return fail(request, new IllegalStateException("handler of " + request.method() + " broke", e));
        }
    }

    /** The reply that tells the caller of a failure without running anything. */
    public Optional<WireMessage> fail(IncomingRequest request, RuntimeException failure) {
        if (request.replyTo().isEmpty()) {
            LOG.warn("cast {} failed", request, failure);
        }
        return request.replyTo().map(to -> codec.writeFailure(to, failure, request));
    }

    private @Nullable Object handle(IncomingRequest request) {
        var type = codec.typeOf(request);
        if (type.isPresent() && !handlers.has(type.get())) {
            throw OsloCodec.noHandler(request);
        }
        return handle(codec.readArguments(request), request);
    }

    @SuppressWarnings("unchecked") // handlers are registered by type
    private <R, Q extends RpcRequest<R>> @Nullable Object handle(RpcRequest<?> arguments, IncomingRequest request) {
        RpcHandler<Q, R> handler =
                handlers.find((Class<Q>) arguments.getClass()).orElseThrow();
        return handler.handle((Q) arguments, request.context());
    }
}

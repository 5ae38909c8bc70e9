package dev.fettle.transport.rabbit;

import dev.fettle.rpc.catalog.RpcCatalog;
import dev.fettle.transport.dispatch.Failures;
import dev.fettle.transport.dispatch.RequestRunner;
import dev.fettle.transport.dispatch.SeenRequests;
import dev.fettle.transport.oslo.IncomingRequest;
import dev.fettle.transport.oslo.MalformedMessageException;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a delivered message: run, drop, park or refuse. Acknowledges once the handler has made its promise durable. */
final class RequestReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(RequestReceiver.class);

    private final OsloCodec codec;
    private final RequestRunner runner;
    private final ReplyPublisher replies;
    private final DeadLetters deadLetters;
    private final SeenRequests seen = new SeenRequests();

    RequestReceiver(OsloCodec codec, RequestRunner runner, ReplyPublisher replies, DeadLetters deadLetters) {
        this.codec = codec;
        this.runner = runner;
        this.replies = replies;
        this.deadLetters = deadLetters;
    }

    /** Blocks while the handler runs. */
    void receive(Delivery delivery) {
        if (delivery.expired()) {
            LOG.warn("dropped a request from {} that waited longer than its caller", delivery.queue());
            delivery.acknowledge();
            return;
        }
        try {
            receive(delivery, codec.readRequest(delivery.body()));
        } catch (MalformedMessageException e) {
            park(delivery, e);
        }
    }

    /** Leaves the message to somebody else, as nothing was begun. */
    void refuse(Delivery delivery) {
        try {
            codec.readRequest(delivery.body()).uniqueId().ifPresent(seen::giveBack);
        } catch (MalformedMessageException e) {
            LOG.debug("gave back a message that cannot be read", e);
        }
        delivery.giveBack();
    }

    private void receive(Delivery delivery, IncomingRequest request) {
        var id = request.uniqueId();
        if (!delivery.held()) {
            id.ifPresent(seen::giveBack);
        } else if (delivery.redelivered() && mayHaveRun(request)) {
            LOG.warn("{} was in somebody's hands already and is not run again", request);
            id.ifPresent(seen::start);
            delivery.acknowledge();
            answer(request, runner.fail(request, Failures.outcomeUnknown(request.method())));
        } else if (id.isPresent() && !seen.start(id.get())) {
            LOG.debug("dropped a repeat of {}", request);
            delivery.acknowledge();
            seen.replyTo(id.get()).ifPresent(reply -> answer(request, Optional.of(reply)));
        } else {
            var reply = runner.run(request);
            delivery.acknowledge();
            if (id.isPresent() && reply.isPresent()) {
                seen.finish(id.get(), reply.get());
            }
            answer(request, reply);
        }
    }

    /** Nobody knows whether another process, or our predecessor, had begun with it; running it twice could do harm. */
    private boolean mayHaveRun(IncomingRequest request) {
        var known = request.uniqueId().map(id -> seen.wasGivenBack(id) || seen.wasStarted(id));
        return !known.orElse(false)
                && !codec.typeOf(request)
                        .map(type -> RpcCatalog.rpc(type).repeatable())
                        .orElse(true);
    }

    private void answer(IncomingRequest request, Optional<WireMessage> reply) {
        reply.ifPresent(message -> replies.send(request.replyTo().orElseThrow().queue(), message));
    }

    private void park(Delivery delivery, MalformedMessageException reason) {
        try {
            deadLetters.park(delivery.queue(), delivery.body(), String.valueOf(reason.getMessage()));
            LOG.error(
                    "parked a message from {} in {}: {}", delivery.queue(), Topology.deadQueue(), reason.getMessage());
            delivery.acknowledge();
        } catch (IOException e) {
            // not acknowledged: it comes again with the next connection
            LOG.error("cannot park a message from {}: {}", delivery.queue(), e.getMessage());
        }
    }
}

package dev.fettle.transport.local;

import dev.fettle.transport.dispatch.Failures;
import dev.fettle.transport.dispatch.RequestRunner;
import dev.fettle.transport.dispatch.RequestSlots;
import dev.fettle.transport.dispatch.SeenRequests;
import dev.fettle.transport.oslo.IncomingRequest;
import dev.fettle.transport.oslo.MalformedMessageException;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One host's end of the local transport. */
final class LocalServer {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private final String host;
    private final OsloCodec codec;
    private final RequestRunner runner;
    private final RequestSlots slots;
    private final Consumer<WireMessage> replies;
    private final SeenRequests seen = new SeenRequests();

    LocalServer(String host, OsloCodec codec, RequestRunner runner, int slots, Consumer<WireMessage> replies) {
        this.host = host;
        this.codec = codec;
        this.runner = runner;
        this.slots = new RequestSlots("rpc-" + host, slots);
        this.replies = replies;
    }

    /** @param deadline by {@link System#nanoTime}; one that waited longer is dropped unread, as a broker would */
    void accept(WireMessage message, long deadline) {
        slots.submit(() -> run(message, deadline), () -> refuse(message));
    }

    void stop(Duration atMost) {
        if (!slots.drain(atMost)) {
            LOG.warn("{} stopped while requests were in work", host);
        }
    }

    private void run(WireMessage message, long deadline) {
        if (System.nanoTime() - deadline >= 0) {
            LOG.warn("{} dropped a request that waited past its deadline", host);
            return;
        }
        try {
            var request = codec.readRequest(message.body());
            if (request.uniqueId().map(seen::start).orElse(true)) {
                runner.run(request).ifPresent(replies);
            } else {
                LOG.warn("{} dropped a repeat of {}", host, request);
            }
        } catch (MalformedMessageException e) {
            LOG.error("{} dropped a message that cannot be read: {}", host, e.getMessage());
        }
    }

    private void refuse(WireMessage message) {
        try {
            IncomingRequest request = codec.readRequest(message.body());
            runner.fail(request, Failures.closed(request.method())).ifPresent(replies);
        } catch (MalformedMessageException e) {
            LOG.error("{} dropped a message that cannot be read: {}", host, e.getMessage());
        }
    }
}

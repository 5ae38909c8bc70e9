package dev.fettle.transport.rabbit;

import com.rabbitmq.client.Connection;
import dev.fettle.config.Configuration;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.catalog.RpcCatalog;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.dispatch.Failures;
import dev.fettle.transport.dispatch.PendingCalls;
import dev.fettle.transport.dispatch.RequestRunner;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.ReplyTo;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests over RabbitMQ, as oslo.messaging sends and takes them. One connection sends requests and takes replies; each server has one of its
 * own. Connections come back by themselves.
 */
public final class RabbitTransport implements RpcTransport, RabbitLink.Owner {
    /** How long a caller waits for a broker that cannot be reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RabbitSettings settings;
    private final OsloCodec codec;
    private final String replyQueue = "reply_" + OsloCodec.newId();
    private final PendingCalls pending = new PendingCalls();
    private final List<RabbitRpcServer> servers = new CopyOnWriteArrayList<>();
    private final RabbitTimer timer = new RabbitTimer();
    private final ExecutorService consumers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rabbit-consumer-", 0).factory());
    private final RabbitLink link;
    private final RequestPublisher publisher;
    private final ReplyListener listener;
    private final Probe probe;

    public RabbitTransport(Configuration configuration, RpcPin pin) {
        this(RabbitSettings.of(configuration), pin);
    }

    RabbitTransport(RabbitSettings settings, RpcPin pin) {
        this.settings = settings;
        this.codec = new OsloCodec(pin);
        this.link = link("client", this);
        this.publisher = new RequestPublisher(settings.topology().exchange(), timer, link::upSinceLoss);
        this.probe = new Probe("", replyQueue, settings.probeInterval(), timer, this::rebuild);
        this.listener = new ReplyListener(settings.topology(), codec, pending, probe, this::rebuild);
        link.start();
    }

    @Override
    @SuppressWarnings("unchecked") // the codec reads what the request declares
    public <R> @Nullable R call(RpcTarget target, RpcRequest<R> request, CallContext context, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var head = head(target, request);
        var callId = OsloCodec.newId();
        var replyTo = Optional.of(new ReplyTo(callId, replyQueue));
        var message = codec.writeRequest(request, context, head.id(), replyTo);
        var call = pending.begin(callId, head.method(), target);
        var properties = Outgoing.properties(head.id(), message.headers())
                .expiration(Long.toString(Math.max(1, timeout.toMillis())))
                .build();
        var outgoing = new Outgoing(head, message.body(), properties, deadline, call::fail);
        try {
            awaitBroker(head.method(), timeout);
            publisher.send(outgoing);
            return (R) codec.readResult(request, pending.await(call, deadline, timeout));
        } finally {
            publisher.forget(outgoing);
            pending.drop(call);
        }
    }

    @Override
    public void cast(RpcTarget target, RpcRequest<?> request, CallContext context) {
        var timeout = settings.castTimeout();
        var head = head(target, request);
        var message = codec.writeRequest(request, context, head.id(), Optional.empty());
        var outgoing = outgoingCast(head, message, timeout);
        try {
            awaitBroker(head.method(), timeout);
            publisher.send(outgoing);
            awaitConfirm(outgoing, timeout);
        } finally {
            publisher.forget(outgoing);
        }
    }

    @Override
    public RpcServer serve(String host, RpcHandlers handlers) {
        var server = new RabbitRpcServer(host, settings, codec, new RequestRunner(codec, handlers), this::link, timer);
        servers.add(server);
        server.start(PATIENCE);
        return atMost -> {
            server.stop(atMost);
            servers.remove(server);
        };
    }

    @Override
    public void conductorDied(String host) {
        pending.failHost(host);
    }

    @Override
    public boolean healthy() {
        return link.isReady() && probe.healthy() && servers.stream().allMatch(RabbitRpcServer::healthy);
    }

    @Override
    public void close() {
        pending.failAll();
        servers.forEach(server -> server.stop(Duration.ZERO));
        probe.stop();
        listener.deleteQueue();
        link.close();
        timer.close();
        consumers.shutdown();
    }

    @Override
    public void opened(Connection connection) throws IOException {
        settings.topology().declareExchange(connection);
        listener.opened(connection);
        probe.opened(connection);
        publisher.opened(connection);
    }

    @Override
    public void lost() {
        publisher.lost();
        probe.lost();
    }

    /** For tests that delete it. */
    String replyQueue() {
        return replyQueue;
    }

    private void awaitBroker(String method, Duration timeout) {
        if (!link.awaitReady(timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE)) {
            throw Failures.brokerGone(method);
        }
    }

    private static Outgoing outgoingCast(Outgoing.Head head, WireMessage message, Duration timeout) {
        Consumer<FaultException> told = _ -> {}; // the caller learns it from the confirmation it waits for
        var properties = Outgoing.properties(head.id(), message.headers()).build();
        return new Outgoing(head, message.body(), properties, System.nanoTime() + timeout.toNanos(), told);
    }

    private static void awaitConfirm(Outgoing message, Duration timeout) {
        try {
            message.confirmed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw Failures.brokerGone(message.method);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(message.method);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FaultException fault ? fault : Failures.brokerGone(message.method);
        }
    }

    private static Outgoing.Head head(RpcTarget target, RpcRequest<?> request) {
        var rpc = RpcCatalog.rpc(request.getClass());
        var key = target.host().map(Topology::hostQueue).orElse(Topology.TOPIC);
        return new Outgoing.Head(OsloCodec.newId(), rpc.method(), PendingCalls.describe(target), key, rpc.repeatable());
    }

    private RabbitLink link(String name, RabbitLink.Owner owner) {
        return new RabbitLink(name, settings.url(), settings.heartbeat(), consumers, owner);
    }

    private void rebuild(String reason) {
        link.rebuild(reason);
    }
}

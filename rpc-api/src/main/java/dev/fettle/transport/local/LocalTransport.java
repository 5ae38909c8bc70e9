package dev.fettle.transport.local;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
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
import dev.fettle.transport.oslo.MalformedMessageException;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.ReplyTo;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Requests within one process: encoded and decoded as for a broker, handed over in memory. Nothing is shared by reference. */
public final class LocalTransport implements RpcTransport {
    private static final String REPLY_QUEUE = "reply_local";

    private final Map<String, LocalServer> servers = new ConcurrentHashMap<>();
    private final PendingCalls pending = new PendingCalls();
    private final OsloCodec codec;
    private final Duration castTimeout;
    private final int slots;

    public LocalTransport(Configuration configuration) {
        this(configuration, RpcPin.none());
    }

    public LocalTransport(Configuration configuration, RpcPin pin) {
        codec = new OsloCodec(pin);
        castTimeout = configuration.get(DefaultOptions.RPC_RESPONSE_TIMEOUT);
        slots = configuration.get(DefaultOptions.EXECUTOR_THREAD_POOL_SIZE);
    }

    @Override
    @SuppressWarnings("unchecked") // the codec reads what the request declares
    public <R> @Nullable R call(RpcTarget target, RpcRequest<R> request, CallContext context, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var id = OsloCodec.newId();
        var message =
                codec.writeRequest(request, context, OsloCodec.newId(), Optional.of(new ReplyTo(id, REPLY_QUEUE)));
        var method = RpcCatalog.rpc(request.getClass()).method();
        var call = pending.begin(id, method, target);
        try {
            find(target, method).accept(message, deadline);
        } catch (RuntimeException e) {
            pending.drop(call);
            throw e;
        }
        return (R) codec.readResult(request, pending.await(call, deadline, timeout));
    }

    @Override
    public void cast(RpcTarget target, RpcRequest<?> request, CallContext context) {
        var message = codec.writeRequest(request, context, OsloCodec.newId(), Optional.empty());
        var method = RpcCatalog.rpc(request.getClass()).method();
        find(target, method).accept(message, System.nanoTime() + castTimeout.toNanos());
    }

    @Override
    public RpcServer serve(String host, RpcHandlers handlers) {
        var server = new LocalServer(host, codec, new RequestRunner(codec, handlers), slots, this::deliver);
        if (servers.putIfAbsent(host, server) != null) {
            throw new IllegalStateException("two servers for host " + host + " in one process");
        }
        return atMost -> {
            servers.remove(host, server);
            server.stop(atMost);
        };
    }

    @Override
    public void conductorDied(String host) {
        pending.failHost(host);
    }

    @Override
    public boolean healthy() {
        return true;
    }

    @Override
    public void close() {
        pending.failAll();
        servers.values().forEach(server -> server.stop(Duration.ZERO));
        servers.clear();
    }

    /** Hands a message to a server as a broker would; for tests of repeats and broken messages. */
    void inject(String host, WireMessage message, Duration expiry) {
        find(RpcTarget.host(host), "message").accept(message, System.nanoTime() + expiry.toNanos());
    }

    private LocalServer find(RpcTarget target, String method) {
        var server =
                target.host().map(servers::get).orElseGet(() -> target.host().isPresent() ? null : anyServer());
        if (server == null) {
            throw Failures.unreachable(method, PendingCalls.describe(target));
        }
        return server;
    }

    private @Nullable LocalServer anyServer() {
        var all = new ArrayList<>(servers.values());
        return all.isEmpty() ? null : all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private void deliver(WireMessage reply) {
        try {
            codec.readReply(reply).ifPresent(pending::answered);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("own reply cannot be read", e);
        }
    }
}

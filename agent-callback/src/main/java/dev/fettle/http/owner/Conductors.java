package dev.fettle.http.owner;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.catalog.RpcCatalog;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the conductor that answers for a node ({@code contract/rpc.md} section 2). Thread-safe; calls block, at most for the configured
 * response timeout.
 */
public final class Conductors {
    /** How long a repeatable call that was not delivered waits for another conductor to take over. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Membership membership;
    private final RpcTransport transport;
    private final Duration timeout;

    public Conductors(Configuration config, Membership membership, RpcTransport transport) {
        this.membership = membership;
        this.transport = transport;
        this.timeout = config.get(DefaultOptions.RPC_RESPONSE_TIMEOUT);
    }

    /**
     * Calls the owner of the node, which must have uuid, driver and conductor group loaded.
     *
     * @throws FaultException the conductor's own failure; {@code NO_VALID_HOST} when none serves the driver in the group;
     *     {@code TEMPORARY_FAILURE} when no conductor lives or the owner died and the call may not be repeated
     */
    public <R> @Nullable R call(Node node, RpcRequest<R> request, CallContext context) {
        return call(node.uuid(), group(node), node.driver(), request, context);
    }

    /** The same for a call that must have a result. */
    public <R> R ask(Node node, RpcRequest<R> request, CallContext context) {
        return Objects.requireNonNull(
                call(node, request, context), () -> request.getClass().getSimpleName() + " came back without a result");
    }

    /** The same with the group and driver that the node is about to have. */
    public <R> @Nullable R call(UUID node, String group, String driver, RpcRequest<R> request, CallContext context) {
        return repeated(() -> membership.owner(group, driver, node), request, context);
    }

    /** Calls any conductor that serves the driver, whatever its group; {@code DRIVER_NOT_FOUND} when none does. */
    public <R> R askDriver(String driver, RpcRequest<R> request, CallContext context) {
        return Objects.requireNonNull(repeated(() -> membership.anyFor(driver), request, context));
    }

    /** Calls any conductor that lives; {@code TEMPORARY_FAILURE} when none does. */
    public <R> @Nullable R callAny(RpcRequest<R> request, CallContext context) {
        return repeated(membership::any, request, context);
    }

    /** Who answers for the node now; empty when nobody does. Never touches the database. */
    public Optional<String> ownerOf(Node node) {
        return membership.known(group(node), node.driver(), node.uuid());
    }

    /** Runs a call; failures to find a conductor become 400, as for node create, update, delete and the agent's calls. */
    public static <R extends @Nullable Object> R noHostIs400(Supplier<R> call) {
        try {
            return call.get();
        } catch (FaultException e) {
            throw e.code() == FaultCode.NO_VALID_HOST ? e.withStatus(400) : e;
        }
    }

    private <R> @Nullable R repeated(Supplier<String> owner, RpcRequest<R> request, CallContext context) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var repeatable = RpcCatalog.rpc(request.getClass()).repeatable();
        while (true) {
            var host = owner.get();
            var left = Duration.ofNanos(deadline - System.nanoTime());
            try {
                return transport.call(RpcTarget.host(host), request, context, left);
            } catch (FaultException e) {
                if (!repeatable || e.code() != FaultCode.TEMPORARY_FAILURE || !moved(host, owner, deadline)) {
                    throw e;
                }
            }
        }
    }

    /** Whether somebody else answers now, after waiting a little for that. */
    private boolean moved(String host, Supplier<String> owner, long deadline) {
        var until = Math.min(deadline, System.nanoTime() + PATIENCE.toNanos());
        while (true) {
            var seen = membership.version();
            if (!owner.get().equals(host)) {
                return System.nanoTime() < deadline;
            }
            if (!membership.awaitChange(seen, until)) {
                return false;
            }
        }
    }

    private static String group(Node node) {
        return Objects.requireNonNullElse(node.get(NodeFields.CONDUCTOR_GROUP), "");
    }
}

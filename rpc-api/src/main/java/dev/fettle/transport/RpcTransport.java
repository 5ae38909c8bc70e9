package dev.fettle.transport;

import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to conductors and answers back. Thread-safe. Two implementations, {@code local} within a JVM and {@code rabbit}, pass the
 * same contract: same encoding, same deadlines, same failures.
 */
public interface RpcTransport extends AutoCloseable {

    /**
     * Sends and blocks for the answer. Succeeds or fails within the timeout.
     *
     * @throws dev.fettle.model.FaultException the callee's own failure; or {@code MESSAGING_TIMEOUT} when no answer came in time;
     *     or {@code TEMPORARY_FAILURE} when the message could not be delivered (nobody serves the target, broker gone) or the callee was
     *     reported dead by {@link #conductorDied}
     */
    <R> @Nullable R call(RpcTarget target, RpcRequest<R> request, CallContext context, Duration timeout);

    /** Sends without an answer; returns when the broker has taken the message. */
    void cast(RpcTarget target, RpcRequest<?> request, CallContext context);

    /** Starts serving requests to this host and to any conductor. */
    RpcServer serve(String host, RpcHandlers handlers);

    /** Fails every pending call to that host at once: it will not answer any more. */
    void conductorDied(String host);

    /** Whether a message of ours came back through the broker lately; always true for the local one. */
    boolean healthy();

    /** Fails what is pending and frees connections. */
    @Override
    void close();
}

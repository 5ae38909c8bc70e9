package dev.fettle.transport.dispatch;

import dev.fettle.model.FaultException;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.oslo.IncomingReply;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of this process that wait for an answer. An answer that nobody waits for any more is dropped. Thread-safe. */
public final class PendingCalls {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCalls.class);

    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    /** One call on its way; must be awaited or dropped. */
    public static final class Call {
        private final String id;
        private final String method;
        private final RpcTarget target;
        private final CompletableFuture<IncomingReply> answer = new CompletableFuture<>();

        private Call(String id, String method, RpcTarget target) {
            this.id = id;
            this.method = method;
            this.target = target;
        }

        public void fail(FaultException fault) {
            answer.completeExceptionally(fault);
        }

        public boolean done() {
            return answer.isDone();
        }
    }

    public Call begin(String id, String method, RpcTarget target) {
        var call = new Call(id, method, target);
        calls.put(id, call);
        return call;
    }

    /** Hands the answer to whoever waits for it. */
    public void answered(IncomingReply reply) {
        var call = calls.get(reply.messageId());
        if (call == null) {
            LOG.debug("{} came too late", reply);
        } else {
            call.answer.complete(reply);
        }
    }

    /**
     * Blocks until the answer, a failure or the deadline, and forgets the call.
     *
     * @param deadline by {@link System#nanoTime}
     */
    public IncomingReply await(Call call, long deadline, Duration timeout) {
        try {
            return call.answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw Failures.timeout(call.method, describe(call.target), timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(call.method);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FaultException fault) {
                throw fault;
            }
            throw new IllegalStateException("call ended in an unexpected way", e);
        } finally {
            calls.remove(call.id);
        }
    }

    public void drop(Call call) {
        calls.remove(call.id);
    }

    public void failHost(String host) {
        calls.values().stream()
                .filter(call -> call.target.host().filter(host::equals).isPresent())
                .forEach(call -> call.fail(Failures.died(host)));
    }

    public void failAll() {
        Collection<Call> all = calls.values();
        all.forEach(call -> call.fail(Failures.closed(call.method)));
    }

    public static String describe(RpcTarget target) {
        return target.host().map(host -> "conductor " + host).orElse("any conductor");
    }
}

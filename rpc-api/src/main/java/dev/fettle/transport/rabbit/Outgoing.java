package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.fettle.model.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A request on its way to the broker, until it is confirmed (a cast) or answered (a call). */
final class Outgoing {
    final String id;
    final String method;
    final String target;
    final String routingKey;
    final byte[] body;
    final BasicProperties properties;
    final boolean repeatable;
    /** By {@link System#nanoTime}. */
    final long deadline;

    final CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
    private final Consumer<FaultException> onFailure;

    Outgoing(Head head, byte[] body, BasicProperties properties, long deadline, Consumer<FaultException> onFailure) {
        this.id = head.id();
        this.method = head.method();
        this.target = head.target();
        this.routingKey = head.routingKey();
        this.repeatable = head.repeatable();
        this.body = body;
        this.properties = properties;
        this.deadline = deadline;
        this.onFailure = onFailure;
    }

    /** @param id of the message, the same when it is sent again */
    record Head(String id, String method, String target, String routingKey, boolean repeatable) {}

    void fail(FaultException fault) {
        onFailure.accept(fault);
        confirmed.completeExceptionally(fault);
    }

    boolean expired() {
        return System.nanoTime() - deadline >= 0;
    }

    /** Every message of ours: JSON, or else the reference drops it. */
    static BasicProperties.Builder properties(String id, Map<String, String> headers) {
        return new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .deliveryMode(2)
                .priority(0)
                .messageId(id)
                .headers(new LinkedHashMap<>(headers));
    }
}

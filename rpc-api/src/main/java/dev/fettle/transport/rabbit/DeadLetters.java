package dev.fettle.transport.rabbit;

import com.rabbitmq.client.Connection;
import dev.fettle.transport.oslo.OsloCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages that nobody can read, with the reason, in a queue of ours. We put them there ourselves: queue arguments for it would not
 * fit what oslo.messaging declares.
 */
final class DeadLetters {
    private static final Duration CONFIRM = Duration.ofSeconds(5);
    private static final int MAX_REASON = 500;

    private volatile @Nullable Connection connection;

    void opened(Connection current) {
        connection = current;
    }

    /** @throws IOException when the broker did not take it: the message must not be acknowledged */
    void park(String fromQueue, byte[] body, String reason) throws IOException {
        var current = connection;
        if (current == null) {
            throw new IOException("no connection");
        }
        try (var channel = current.createChannel()) {
            Topology.declareDeadQueue(channel);
            channel.confirmSelect();
            var text = reason.substring(0, Math.min(MAX_REASON, reason.length()));
            var properties = Outgoing.properties(
                            OsloCodec.newId(), Map.of("fettle-reason", text, "fettle-queue", fromQueue))
                    .build();
            channel.basicPublish("", Topology.deadQueue(), properties, body);
            channel.waitForConfirmsOrDie(CONFIRM.toMillis());
        } catch (TimeoutException e) {
            throw new IOException("the broker did not confirm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.fettle.transport.dispatch.PendingCalls;
import dev.fettle.transport.oslo.MalformedMessageException;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one reply queue of this process and its consumer. */
final class ReplyListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyListener.class);

    private final String queue;
    private final Topology topology;
    private final OsloCodec codec;
    private final PendingCalls pending;
    private final Probe probe;
    private final Consumer<String> broken;
    private volatile @Nullable Channel channel;

    /** @param broken told when the queue is gone */
    ReplyListener(Topology topology, OsloCodec codec, PendingCalls pending, Probe probe, Consumer<String> broken) {
        this.queue = probe.queue();
        this.topology = topology;
        this.codec = codec;
        this.pending = pending;
        this.probe = probe;
        this.broken = broken;
    }

    void opened(Connection connection) throws IOException {
        var fresh = connection.createChannel();
        topology.declareReplyQueue(fresh, queue);
        channel = fresh;
        // replies are not acknowledged: a lost one is a timeout anyway
        fresh.basicConsume(queue, true, new DefaultConsumer(fresh) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                if (!probe.isProbe(properties)) {
                    delivered(new WireMessage(body, Headers.texts(properties)));
                }
            }

            @Override
            public void handleCancel(String tag) {
                if (channel != null) {
                    Thread.startVirtualThread(() -> broken.accept("reply queue was deleted"));
                }
            }
        });
    }

    /** Nobody needs it after this process has ended. */
    void deleteQueue() {
        var current = channel;
        channel = null;
        try {
            if (current != null) {
                current.queueDelete(queue);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("the reply queue expires by itself", e);
        }
    }

    private void delivered(WireMessage message) {
        try {
            codec.readReply(message).ifPresent(pending::answered);
        } catch (MalformedMessageException e) {
            LOG.error("dropped a reply that cannot be read: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("dropped a reply", e);
        }
    }
}

package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message that a consumer holds until it acknowledges it. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Channel channel;
    private final Envelope envelope;
    private final BasicProperties properties;
    private final byte[] body;
    private final long receivedAt = System.nanoTime();

    Delivery(Channel channel, Envelope envelope, BasicProperties properties, byte[] body) {
        this.channel = channel;
        this.envelope = envelope;
        this.properties = properties;
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    String queue() {
        return envelope.getRoutingKey();
    }

    boolean redelivered() {
        return envelope.isRedeliver();
    }

    /** Whether it still is ours; otherwise the broker gives it to somebody again. */
    boolean held() {
        return channel.isOpen();
    }

    /** Whether it waited here longer than its sender waits for an answer. */
    boolean expired() {
        var text = properties.getExpiration();
        return text != null
                && text.matches("\\d{1,12}")
                && System.nanoTime() - receivedAt >= TimeUnit.MILLISECONDS.toNanos(Long.parseLong(text));
    }

    void acknowledge() {
        try {
            channel.basicAck(envelope.getDeliveryTag(), false);
        } catch (IOException | AlreadyClosedException e) {
            // it comes again and is known by its id then
            LOG.debug("an acknowledgement got lost with its connection", e);
        }
    }

    /** For somebody else, or for later. */
    void giveBack() {
        try {
            channel.basicNack(envelope.getDeliveryTag(), false, true);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("the broker has taken the message back already", e);
        }
    }
}

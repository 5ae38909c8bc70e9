package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import dev.fettle.transport.dispatch.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests on one channel with confirms. What the broker never confirmed is sent again, as the same message, on the next
 * connection; so is a repeatable call that has no answer yet. Servers run a repeat once.
 */
final class RequestPublisher implements ConfirmListener {
    private static final Logger LOG = LoggerFactory.getLogger(RequestPublisher.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    /** After a connection came back, the others may need this long to be back as well. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String exchange;
    private final RabbitTimer timer;
    private final Supplier<Duration> upSinceLoss;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentNavigableMap<Long, Outgoing> unconfirmed = new ConcurrentSkipListMap<>();
    private final Map<String, Outgoing> open = new ConcurrentHashMap<>();
    private @Nullable Channel channel;

    RequestPublisher(String exchange, RabbitTimer timer, Supplier<Duration> upSinceLoss) {
        this.exchange = exchange;
        this.timer = timer;
        this.upSinceLoss = upSinceLoss;
    }

    void opened(Connection connection) throws IOException {
        var fresh = connection.createChannel();
        fresh.confirmSelect();
        fresh.addConfirmListener(this);
        fresh.addReturnListener((_, _, _, _, properties, _) -> returned(properties));
        lock.lock();
        try {
            unconfirmed.clear();
            channel = fresh;
            for (var message : open.values()) {
                if (!message.expired() && (message.repeatable || !message.confirmed.isDone())) {
                    publish(fresh, message);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void lost() {
        lock.lock();
        try {
            channel = null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns once the message is with the client library, or waits for the next connection. To be {@link #forget forgotten} in the end. */
    void send(Outgoing message) {
        open.put(message.id, message);
        resend(message);
    }

    void forget(Outgoing message) {
        open.remove(message.id);
    }

    @Override
    public void handleAck(long number, boolean multiple) {
        if (multiple) {
            var upTo = unconfirmed.headMap(number, true);
            upTo.values().forEach(message -> message.confirmed.complete(true));
            upTo.clear();
        } else {
            var message = unconfirmed.remove(number);
            if (message != null) {
                message.confirmed.complete(true);
            }
        }
    }

    /** The broker could not take it, for example because a queue is being moved: once more, a little later. */
    @Override
    public void handleNack(long number, boolean multiple) {
        var refused = multiple ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
        refused.values().forEach(this::resendLater);
        refused.clear();
    }

    private void returned(BasicProperties properties) {
        var message = properties.getMessageId() == null ? null : open.get(properties.getMessageId());
        if (message == null) {
            return;
        }
        if (upSinceLoss.get().compareTo(GRACE) < 0 && !message.expired()) {
            resendLater(message);
        } else {
            message.fail(Failures.unreachable(message.method, message.target));
        }
    }

    private void resendLater(Outgoing message) {
        timer.after(RETRY, () -> {
            if (open.containsKey(message.id) && !message.expired()) {
                resend(message);
            }
        });
    }

    private void resend(Outgoing message) {
        lock.lock();
        try {
            if (channel != null) {
                publish(channel, message);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("{} waits for the next connection", message.method, e);
        } finally {
            lock.unlock();
        }
    }

    private void publish(Channel to, Outgoing message) throws IOException {
        unconfirmed.put(to.getNextPublishSeqNo(), message);
        to.basicPublish(exchange, message.routingKey, true, message.properties, message.body);
    }
}

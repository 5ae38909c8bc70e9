package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends replies to the callers' queues: without confirms, as a lost reply is a timeout anyway, but mandatory. While a queue is missing, or
 * the broker, a reply is tried again for a minute; after that the queue is not written to for another minute, so that callers which died
 * cost little ({@code contract/rpc.md} section 5). No thread waits meanwhile.
 */
final class ReplyPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyPublisher.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final int TRIES = 240;
    private static final int BLACKLIST = 200;
    private static final long BLACKLIST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final String TRIES_HEADER = "fettle-tries";

    private final RabbitTimer timer;
    private final ReentrantLock lock = new ReentrantLock();
    /** Queue to the time of its last failure. */
    private final Map<String, Long> missing = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > BLACKLIST;
        }
    };

    private @Nullable Channel channel;

    ReplyPublisher(RabbitTimer timer) {
        this.timer = timer;
    }

    void opened(Connection connection) throws IOException {
        var fresh = connection.createChannel();
        fresh.addReturnListener((_, _, _, queue, properties, body) -> retry(queue, properties, body));
        lock.lock();
        try {
            channel = fresh;
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

    void send(String queue, WireMessage reply) {
        publish(queue, Outgoing.properties(OsloCodec.newId(), reply.headers()).build(), reply.body());
    }

    private void publish(String queue, BasicProperties properties, byte[] body) {
        var sent = false;
        lock.lock();
        try {
            var since = missing.get(queue);
            if (since != null && System.nanoTime() - since < BLACKLIST_NANOS) {
                LOG.debug("dropped a reply to {}, which is gone", queue);
                return;
            }
            if (channel != null) {
                channel.basicPublish("", queue, true, properties, body);
                sent = true;
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("reply to {} waits for the next connection", queue, e);
        } finally {
            lock.unlock();
        }
        if (!sent) {
            retry(queue, properties, body);
        }
    }

    /** The count of tries travels in the message, since a returned one is all we see. */
    private void retry(String queue, BasicProperties properties, byte[] body) {
        var headers = new LinkedHashMap<String, Object>(properties.getHeaders());
        var tries = headers.get(TRIES_HEADER) instanceof Integer count ? count : 0;
        if (tries >= TRIES) {
            LOG.warn("reply queue {} is missing; its caller is taken for dead", queue);
            lock.lock();
            try {
                missing.put(queue, System.nanoTime());
            } finally {
                lock.unlock();
            }
            return;
        }
        headers.put(TRIES_HEADER, tries + 1);
        var next = properties.builder().headers(headers).build();
        timer.after(RETRY, () -> publish(queue, next, body));
    }
}

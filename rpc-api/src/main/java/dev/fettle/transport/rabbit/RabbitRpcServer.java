package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.dispatch.RequestRunner;
import dev.fettle.transport.dispatch.RequestSlots;
import dev.fettle.transport.oslo.OsloCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the queues of one host, the shared one and the fanout one, on a connection of its own. */
final class RabbitRpcServer implements RpcServer, RabbitLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitRpcServer.class);

    private final String host;
    private final String fanoutQueue = Topology.fanoutQueue(OsloCodec.newId());
    private final RabbitSettings settings;
    private final RabbitLink link;
    private final ReplyPublisher replies;
    private final DeadLetters deadLetters = new DeadLetters();
    private final RequestReceiver receiver;
    private final RequestSlots slots;
    private final Probe probe;
    private final List<String> consumers = new ArrayList<>();
    private volatile @Nullable Channel channel;
    private volatile boolean stopping;

    RabbitRpcServer(
            String host,
            RabbitSettings settings,
            OsloCodec codec,
            RequestRunner runner,
            RabbitLink.Factory links,
            RabbitTimer timer) {
        this.host = host;
        this.settings = settings;
        this.replies = new ReplyPublisher(timer);
        this.receiver = new RequestReceiver(codec, runner, replies, deadLetters);
        this.slots = new RequestSlots("rpc-" + host, settings.slots());
        this.link = links.create("server-" + host, this);
        this.probe = new Probe(
                settings.topology().exchange(),
                Topology.hostQueue(host),
                settings.probeInterval(),
                timer,
                link::rebuild);
    }

    /** Returns when messages arrive; goes on in the background when the broker cannot be reached. */
    void start(Duration atMost) {
        link.start();
        if (!link.awaitReady(atMost)) {
            LOG.warn("{} serves once the broker can be reached", host);
        }
    }

    @Override
    public void opened(Connection connection) throws IOException {
        deadLetters.opened(connection);
        replies.opened(connection);
        probe.opened(connection);
        var topology = settings.topology();
        topology.declareExchange(connection);
        var fresh = connection.createChannel();
        fresh.addShutdownListener(this::channelClosed);
        fresh.basicQos(settings.prefetch());
        topology.declareTopicQueue(fresh, Topology.TOPIC);
        topology.declareTopicQueue(fresh, Topology.hostQueue(host));
        topology.declareFanoutQueue(connection, fresh, fanoutQueue);
        synchronized (consumers) {
            consumers.clear();
            channel = fresh;
            for (var queue : List.of(Topology.TOPIC, Topology.hostQueue(host), fanoutQueue)) {
                consumers.add(consume(fresh, queue));
            }
        }
    }

    @Override
    public void lost() {
        channel = null;
        replies.lost();
        probe.lost();
    }

    /** Messages that were not begun go back to the broker, for another conductor or for later. */
    @Override
    public void stop(Duration atMost) {
        if (stopping) {
            return;
        }
        stopping = true;
        probe.stop();
        cancelConsumers();
        if (!slots.drain(atMost)) {
            LOG.warn("{} stopped while requests were in work; their callers get no answer", host);
        }
        link.close();
    }

    boolean healthy() {
        return stopping || link.isReady() && probe.healthy();
    }

    private String consume(Channel on, String queue) throws IOException {
        return on.basicConsume(queue, false, new DefaultConsumer(on) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                var delivery = new Delivery(on, envelope, properties, body);
                if (probe.isProbe(properties)) {
                    delivery.acknowledge();
                } else {
                    slots.submit(() -> receiver.receive(delivery), () -> receiver.refuse(delivery));
                }
            }

            @Override
            public void handleCancel(String tag) {
                Thread.startVirtualThread(() -> link.rebuild("queue " + queue + " was deleted"));
            }
        });
    }

    private void cancelConsumers() {
        var current = channel;
        if (current == null) {
            return;
        }
        try {
            synchronized (consumers) {
                for (var tag : consumers) {
                    current.basicCancel(tag);
                }
            }
            current.queueDelete(fanoutQueue);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("the broker has ended the consumers already", e);
        }
    }

    /** An error on a channel closes only that channel; nothing would arrive any more. */
    private void channelClosed(ShutdownSignalException signal) {
        if (!signal.isHardError() && !signal.isInitiatedByApplication()) {
            Thread.startVirtualThread(() -> link.rebuild("a channel was closed: " + signal.getReason()));
        }
    }
}

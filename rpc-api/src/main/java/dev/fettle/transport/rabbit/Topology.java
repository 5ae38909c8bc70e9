package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.Queue;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.RabbitOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges and queues, declared with exactly the flags of {@code contract/rpc.md} section 3, so that oslo.messaging and we can share them:
 * a declaration that differs closes the channel with 406.
 */
record Topology(
        String exchange,
        boolean durable,
        boolean autoDelete,
        boolean quorum,
        boolean transientQuorum,
        int transientSeconds) {
    static final String TOPIC = "ironic.conductor_manager";
    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);
    private static final String FANOUT = TOPIC + "_fanout";
    private static final int PRECONDITION_FAILED = 406;
    private static final int MAX_DEAD = 10_000;

    static Topology of(Configuration configuration) {
        var quorum = configuration.get(RabbitOptions.RABBIT_QUORUM_QUEUE);
        return new Topology(
                configuration.get(DefaultOptions.CONTROL_EXCHANGE),
                configuration.get(RabbitOptions.AMQP_DURABLE_QUEUES),
                configuration.get(RabbitOptions.AMQP_AUTO_DELETE),
                quorum,
                configuration.get(RabbitOptions.RABBIT_TRANSIENT_QUORUM_QUEUE),
                configuration.get(RabbitOptions.RABBIT_TRANSIENT_QUEUES_TTL));
    }

    /** Queue and routing key of one conductor. */
    static String hostQueue(String host) {
        return TOPIC + "." + host;
    }

    /** Where messages go that nobody can read. */
    static String deadQueue() {
        return TOPIC + ".dead";
    }

    void declareExchange(Connection connection) throws IOException {
        declareExchange(connection, exchange, BuiltinExchangeType.TOPIC, durable, autoDelete);
    }

    void declareTopicQueue(Channel channel, String name) throws IOException {
        var arguments = new LinkedHashMap<String, Object>();
        if (quorum) {
            arguments.put("x-queue-type", "quorum");
        }
        channel.queueDeclare(name, durable || quorum, false, autoDelete && !quorum, arguments);
        channel.queueBind(name, exchange, name);
    }

    void declareReplyQueue(Channel channel, String name) throws IOException {
        declareTransient(channel, name);
    }

    void declareFanoutQueue(Connection connection, Channel channel, String name) throws IOException {
        declareExchange(connection, FANOUT, BuiltinExchangeType.FANOUT, transientQuorum, true);
        declareTransient(channel, name);
        channel.queueBind(name, FANOUT, TOPIC);
    }

    static String fanoutQueue(String id) {
        return FANOUT + "_" + id;
    }

    /** Ours alone, so its limits are free to choose: the oldest go first. */
    static Queue.DeclareOk declareDeadQueue(Channel channel) throws IOException {
        return channel.queueDeclare(deadQueue(), true, false, false, Map.of("x-max-length", MAX_DEAD));
    }

    private void declareTransient(Channel channel, String name) throws IOException {
        var arguments = new LinkedHashMap<String, Object>();
        if (transientQuorum) {
            arguments.put("x-queue-type", "quorum");
        }
        if (transientSeconds > 0) {
            arguments.put("x-expires", transientSeconds * 1000);
        }
        channel.queueDeclare(name, transientQuorum, false, false, arguments);
    }

    /** One that exists with other flags is used as it is, as the reference does. */
    private static void declareExchange(
            Connection connection, String name, BuiltinExchangeType type, boolean durable, boolean autoDelete)
            throws IOException {
        var channel = connection.createChannel();
        try {
            channel.exchangeDeclare(name, type, durable, autoDelete, Map.of());
            channel.close();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IOException("the broker did not answer", e);
        } catch (IOException e) {
            if (!isPreconditionFailed(e)) {
                throw e;
            }
            LOG.warn("exchange {} exists with other flags than configured; using it as it is", name);
        }
    }

    private static boolean isPreconditionFailed(IOException failure) {
        return failure.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof com.rabbitmq.client.AMQP.Channel.Close close
                && close.getReplyCode() == PRECONDITION_FAILED;
    }
}

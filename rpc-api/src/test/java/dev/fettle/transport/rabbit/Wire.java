package dev.fettle.transport.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.fettle.testing.Await;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.WireMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A bare connection of a test: what another program would see and do. */
final class Wire implements AutoCloseable {
    /** What may go wrong on the wire. */
    @FunctionalInterface
    interface Step<T> {
        T run(Channel channel) throws IOException;
    }

    private final Connection connection;
    private final Channel channel;

    Wire(String url) {
        var parsed = RabbitUrl.parse(url);
        var broker = parsed.brokers().getFirst();
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(parsed.vhost());
        try {
            connection = factory.newConnection("fettle test");
            channel = connection.createChannel();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T run(Step<T> step) {
        try {
            return step.run(channel);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(String exchange, String key, WireMessage message) {
        run(to -> {
            var properties =
                    Outgoing.properties(OsloCodec.newId(), message.headers()).build();
            to.basicPublish(exchange, key, properties, message.body());
            return true;
        });
    }

    GetResponse take(String queue, Duration atMost) {
        var taken = new AtomicReference<GetResponse>();
        Await.until("a message in " + queue, atMost, () -> {
            taken.set(run(from -> from.basicGet(queue, true)));
            return taken.get() != null;
        });
        return taken.get();
    }

    @Override
    public void close() {
        connection.abort();
    }
}

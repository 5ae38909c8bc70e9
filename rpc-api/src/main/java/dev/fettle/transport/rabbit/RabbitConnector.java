package dev.fettle.transport.rabbit;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Opens connections with the settings of one transport.
 *
 * @param consumers runs what arrives
 */
record RabbitConnector(RabbitUrl url, Duration heartbeat, ExecutorService consumers) {
    private static final int CONNECT_MS = 5_000;

    /** In an order of chance, so that many services spread over a cluster. */
    List<RabbitUrl.Broker> brokers() {
        var all = new ArrayList<>(url.brokers());
        Collections.shuffle(all);
        return List.copyOf(all);
    }

    /** @param blocked told when the broker stops taking messages, and when it takes them again */
    Connection connect(String name, RabbitUrl.Broker broker, Consumer<Boolean> blocked)
            throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(url.vhost());
        factory.setRequestedHeartbeat((int) heartbeat.toSeconds());
        factory.setConnectionTimeout(CONNECT_MS);
        factory.setHandshakeTimeout(2 * CONNECT_MS);
        factory.setAutomaticRecoveryEnabled(false); // RabbitLink does that
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(consumers);
        factory.setExceptionHandler(new LinkExceptions(name));
        factory.setThreadFactory(
                Thread.ofPlatform().daemon().name("rabbit-io-" + name).factory());
        var connection = factory.newConnection("fettle " + name);
        connection.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                blocked.accept(true);
            }

            @Override
            public void handleUnblocked() {
                blocked.accept(false);
            }
        });
        return connection;
    }
}

package dev.fettle.transport.rabbit;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.testing.RabbitServer;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.RpcTransportContract;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RabbitTransportIT implements RpcTransportContract {
    private static RabbitServer broker;

    private final String host = "cond-" + OsloCodec.newId().substring(0, 8) + ".example.com";
    private RabbitTransport transport;

    @BeforeAll
    static void startBroker() {
        broker = RabbitServer.own();
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void open() {
        transport = new RabbitTransport(
                Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, broker.url()), RpcPin.none());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    public RpcTransport transport() {
        return transport;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public void deliver(String host, WireMessage message) {
        try (var wire = new Wire(broker.url())) {
            wire.publish("ironic", Topology.hostQueue(host), message);
        }
    }

    @Override
    public RpcServer outage(RpcServer server, Supplier<RpcServer> serveAgain) {
        broker.kill();
        broker.start();
        return server;
    }
}

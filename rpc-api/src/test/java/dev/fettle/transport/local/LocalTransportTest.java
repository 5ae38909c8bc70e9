package dev.fettle.transport.local;

import dev.fettle.config.Configuration;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.RpcTransportContract;
import dev.fettle.transport.oslo.WireMessage;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class LocalTransportTest implements RpcTransportContract {
    private final LocalTransport transport = new LocalTransport(Configuration.defaults());

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
        return "cond-1.example.com";
    }

    @Override
    public void deliver(String host, WireMessage message) {
        transport.inject(host, message, Duration.ofSeconds(60));
    }

    @Override
    public RpcServer outage(RpcServer server, Supplier<RpcServer> serveAgain) {
        server.stop(Duration.ofSeconds(1));
        return serveAgain.get();
    }
}

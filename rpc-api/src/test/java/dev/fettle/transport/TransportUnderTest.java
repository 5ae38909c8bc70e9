package dev.fettle.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.transport.oslo.WireMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a contract needs to know of the transport that it looks at. */
public interface TransportUnderTest {
    UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    CallContext CONTEXT = new CallContext(
            "req-6d85703a-565d-469a-96ce-30b6de53079d", "req-g", "ann", "p1", "all", List.of("admin", "reader"), false);
    Duration LONG = Duration.ofSeconds(20);

    /** The one under test; a new one for each test, closed afterwards. */
    RpcTransport transport();

    /** A host name of this test's own. */
    String host();

    /** Puts a message where the broker would deliver it to the host. */
    void deliver(String host, WireMessage message);

    /** Breaks the way to the server and mends it again; gives the server that serves then. */
    RpcServer outage(RpcServer server, Supplier<RpcServer> serveAgain);

    default RpcServer serve(RpcHandlers handlers) {
        return transport().serve(host(), handlers);
    }

    default <R> R call(RpcRequest<R> request) {
        return transport().call(RpcTarget.host(host()), request, CONTEXT, LONG);
    }

    default FaultException fault(RpcRequest<?> request, Duration timeout) {
        var fault = catchThrowableOfType(
                FaultException.class, () -> transport().call(RpcTarget.host(host()), request, CONTEXT, timeout));
        assertThat(fault).as("a fault of %s", request).isNotNull();
        return fault;
    }

    static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

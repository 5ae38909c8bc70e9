package dev.fettle.transport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.testing.Await;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.RpcTransportContract;
import dev.fettle.transport.connect.Transports;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import dev.fettle.transport.rabbit.RabbitTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void twoServersOfOneHostAreRefused() {
        try (var _ = transport.serve("h", new RpcHandlers())) {
            assertThatThrownBy(() -> transport.serve("h", new RpcHandlers())).hasMessageContaining("two servers");
        }
        transport.serve("h", new RpcHandlers()).close();
    }

    @Test
    void onlySoManyRequestsRunAtOnceAndWhatWaitedTooLongIsDropped() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var ran = new AtomicInteger();
        var release = new CountDownLatch(1);
        var handlers = new RpcHandlers().on(DestroyNode.class, (_, _) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            ran.incrementAndGet();
            awaitQuietly(release);
            running.decrementAndGet();
            return null;
        });
        try (var limited = new LocalTransport(
                        Configuration.defaults().with(DefaultOptions.EXECUTOR_THREAD_POOL_SIZE, "2"));
                var server = limited.serve("h", handlers);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var i = 0; i < 2; i++) {
                calls.add(callers.submit(() -> call(limited, LONG)));
            }
            Await.until("both run", LONG, () -> running.get() == 2);
            for (var i = 0; i < 5; i++) {
                assertThatThrownBy(() -> call(limited, Duration.ofMillis(20))).isInstanceOf(FaultException.class);
            }
            release.countDown();
            for (var call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
            server.stop(LONG);
        }
        assertThat(most).hasValue(2);
        assertThat(ran).as("the others had no time left").hasValue(2);
    }

    @Test
    void closingFailsWhatIsPending() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        transport.serve("h", new RpcHandlers().on(DestroyNode.class, (_, _) -> {
                    entered.countDown();
                    awaitQuietly(release);
                    return null;
                }));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = callers.submit(() -> catchThrowableOfType(FaultException.class, () -> call(transport, LONG)));
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            transport.close();
            assertThat(call.get(5, TimeUnit.SECONDS).code()).isEqualTo(FaultCode.TEMPORARY_FAILURE);
            release.countDown();
        }
    }

    @Test
    void aBugInAHandlerIsAnAnswer() {
        try (var _ = transport.serve("h", new RpcHandlers().on(DestroyNode.class, (_, _) -> {
                    throw new StackOverflowError();
                }))) {
            assertThat(catchThrowableOfType(FaultException.class, () -> call(transport, LONG))
                            .code())
                    .isEqualTo(FaultCode.INTERNAL);
        }
    }

    @Test
    void theConfigurationChoosesTheTransport() {
        var withBroker = Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, "rabbit://127.0.0.1:1/");
        try (var local = Transports.open(Configuration.defaults());
                var rabbit = Transports.open(withBroker)) {
            assertThat(local).isInstanceOf(LocalTransport.class);
            assertThat(local.healthy()).isTrue();
            assertThat(rabbit).isInstanceOf(RabbitTransport.class);
            assertThat(rabbit.healthy()).isFalse();
        }
    }

    @Test
    void thePinnedReleaseLimitsWhatIsSent() {
        var pinned = Configuration.defaults().with(DefaultOptions.PIN_RELEASE_VERSION, "2023.1");
        try (var transport = Transports.open(pinned);
                var _ = transport.serve("h", new RpcHandlers())) {
            assertThat(refusal(transport, new ServiceNode(NODE, List.of(), null)))
                    .as("1.57 is above the 1.55 of that release")
                    .isEqualTo(FaultCode.RPC_VERSION_CAP);
            assertThat(refusal(transport, new PatchNode(NODE, List.of(), false, null)))
                    .as("a method of ours")
                    .isEqualTo(FaultCode.TEMPORARY_FAILURE);
        }
    }

    @Test
    void everyReleaseThatIsKnownCanBeConfigured() {
        for (var release : RpcPin.releases()) {
            var pinned = Configuration.defaults().with(DefaultOptions.PIN_RELEASE_VERSION, release);
            try (var transport = Transports.open(pinned)) {
                assertThat(transport.healthy()).isTrue();
            }
        }
    }

    private static FaultCode refusal(RpcTransport transport, RpcRequest<?> request) {
        return catchThrowableOfType(
                        FaultException.class, () -> transport.call(RpcTarget.host("h"), request, CONTEXT, LONG))
                .code();
    }

    private static void call(RpcTransport transport, Duration timeout) {
        transport.call(RpcTarget.host("h"), new DestroyNode(NODE), CONTEXT, timeout);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public RpcServer outage(RpcServer server, Supplier<RpcServer> serveAgain) {
        server.stop(Duration.ofSeconds(1));
        return serveAgain.get();
    }
}

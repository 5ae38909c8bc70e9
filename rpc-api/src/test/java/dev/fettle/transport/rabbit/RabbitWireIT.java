package dev.fettle.transport.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.RabbitOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.GetSupportedBootDevices;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.testing.Await;
import dev.fettle.testing.RabbitServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.ReplyTo;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only RabbitMQ has: flags, expiry, redelivery, dead letters, consumers that go deaf. */
@Timeout(60)
class RabbitWireIT {
    private static final UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    private static final CallContext CONTEXT = CallContext.internal("req-1");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration PROBE = Duration.ofMillis(300);
    private static RabbitServer broker;

    private final String host = "wire-" + OsloCodec.newId().substring(0, 8);
    private final OsloCodec codec = new OsloCodec(RpcPin.none());

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

    @Test
    void aRequestLooksAsTheReferenceSendsIt() throws Exception {
        try (var wire = new Wire(broker.url());
                var transport = open(PROBE)) {
            serve(transport); // declares the exchange
            wire.run(channel -> channel.queueDeclare("spy-" + host, false, true, true, Map.of()));
            wire.run(channel -> channel.queueBind("spy-" + host, "ironic", Topology.hostQueue(host)));
            transport.call(RpcTarget.host(host), new GetSupportedBootDevices(NODE), CONTEXT, Duration.ofSeconds(7));
            var call = takeRequest(wire);
            assertThat(call.getProps().getContentType()).isEqualTo("application/json");
            assertThat(call.getProps().getContentEncoding()).isEqualTo("utf-8");
            assertThat(call.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(call.getProps().getPriority()).isZero();
            assertThat(call.getProps().getExpiration()).isEqualTo("7000");
            var inner = new ObjectMapper()
                    .readTree(new ObjectMapper()
                            .readTree(call.getBody())
                            .path("oslo.message")
                            .asText());
            assertThat(inner.path("_reply_q").asText()).matches("reply_[0-9a-f]{32}");
            assertThat(inner.path("_msg_id").asText()).matches("[0-9a-f]{32}");
            assertThat(inner.path("_unique_id").asText()).matches("[0-9a-f]{32}");
            assertThat(inner.has("_timeout") && inner.get("_timeout").isNull()).isTrue();
            transport.cast(RpcTarget.host(host), new ContinueNodeDeploy(NODE), CONTEXT);
            assertThat(takeRequest(wire).getProps().getExpiration()).isNull();
        }
    }

    /** A declaration with other flags closes the channel with 406, so these pass only when ours are the same. */
    @Test
    void queuesHaveTheFlagsOfTheReference() {
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            serve(transport);
            wire.run(channel -> channel.exchangeDeclare("ironic", "topic", false, false, Map.of()));
            wire.run(channel -> channel.exchangeDeclare(Topology.TOPIC + "_fanout", "fanout", false, true, Map.of()));
            wire.run(channel -> channel.queueDeclare(Topology.TOPIC, false, false, false, Map.of()));
            wire.run(channel -> channel.queueDeclare(Topology.hostQueue(host), false, false, false, Map.of()));
        }
    }

    @Test
    void theSwitchesOfTheReferenceChangeTheFlags() {
        var durable = Topology.of(Configuration.defaults().with(RabbitOptions.AMQP_DURABLE_QUEUES, "true"));
        assertThat(durable.durable()).isTrue();
        var configuration = configuration()
                .with(DefaultOptions.CONTROL_EXCHANGE, "ironic-" + host)
                .with(RabbitOptions.RABBIT_QUORUM_QUEUE, "true")
                .with(RabbitOptions.RABBIT_TRANSIENT_QUORUM_QUEUE, "true");
        // the shared queue of the other tests is a classic one, so only the host's and the reply queue are declared
        // here
        var topology = Topology.of(configuration);
        try (var wire = new Wire(broker.url())) {
            wire.run(channel -> {
                topology.declareExchange(channel.getConnection());
                topology.declareTopicQueue(channel, "quorum-" + host);
                topology.declareReplyQueue(channel, "reply-quorum-" + host);
                return channel.queueDeclare("quorum-" + host, true, false, false, Map.of("x-queue-type", "quorum"));
            });
            wire.run(channel -> channel.queueDeclare(
                    "reply-quorum-" + host,
                    true,
                    false,
                    false,
                    Map.of("x-queue-type", "quorum", "x-expires", 1_800_000)));
        }
    }

    @Test
    void anExchangeWithOtherFlagsIsUsedAsItIs() {
        try (var wire = new Wire(broker.url())) {
            wire.run(channel -> channel.exchangeDeclare("odd-" + host, "topic", true, false, Map.of()));
            var settings = RabbitSettings.of(configuration().with(DefaultOptions.CONTROL_EXCHANGE, "odd-" + host));
            try (var transport = new RabbitTransport(settings, RpcPin.none())) {
                serve(transport);
                assertThat(transport.call(RpcTarget.host(host), new GetSupportedBootDevices(NODE), CONTEXT, LONG))
                        .containsExactly("pxe");
            }
        }
    }

    @Test
    void whatCannotBeReadIsKeptWithTheReason() {
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            serve(transport);
            wire.run(channel -> Topology.declareDeadQueue(channel));
            wire.run(channel -> channel.queuePurge(Topology.deadQueue()));
            var body = "{\"oslo.version\":\"9.9\",\"oslo.message\":\"{}\"}".getBytes(StandardCharsets.UTF_8);
            wire.publish("ironic", Topology.hostQueue(host), new WireMessage(body, Map.of()));
            var dead = wire.take(Topology.deadQueue(), LONG);
            assertThat(dead.getBody()).isEqualTo(body);
            assertThat(dead.getProps().getHeaders().get("fettle-reason").toString())
                    .contains("another version");
            assertThat(dead.getProps().getHeaders().get("fettle-queue").toString())
                    .isEqualTo(Topology.hostQueue(host));
        }
    }

    @Test
    void aRedeliveredRequestThatMayHaveRunIsNotRunAgain() throws Exception {
        var ran = new AtomicInteger();
        var replyQueue = "reply-" + host;
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            // somebody took it and died before the acknowledgement
            wire.run(channel -> channel.exchangeDeclare("ironic", "topic", false, false, Map.of()));
            wire.run(channel -> channel.queueDeclare(Topology.hostQueue(host), false, false, false, Map.of()));
            wire.run(channel -> channel.queueBind(Topology.hostQueue(host), "ironic", Topology.hostQueue(host)));
            wire.run(channel -> channel.queueDeclare(replyQueue, false, false, true, Map.of()));
            for (var request : List.of(new DestroyNode(NODE), new GetSupportedBootDevices(NODE))) {
                var message = codec.writeRequest(
                        request, CONTEXT, OsloCodec.newId(), Optional.of(new ReplyTo("m1", replyQueue)));
                wire.publish("ironic", Topology.hostQueue(host), message);
                wire.run(channel -> channel.basicGet(Topology.hostQueue(host), false));
            }
            try (var other = new Wire(broker.url())) {
                wire.run(channel -> channel.basicRecover(true));
                transport.serve(
                        host,
                        new RpcHandlers()
                                .on(DestroyNode.class, (_, _) -> {
                                    ran.incrementAndGet();
                                    return null;
                                })
                                .on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe")));
                var texts = List.of(reply(other, replyQueue), reply(other, replyQueue));
                assertThat(texts)
                        .anySatisfy(text -> assertThat(text).contains("outcome is unknown", "TemporaryFailure"));
                assertThat(texts)
                        .as("a read may run again")
                        .anySatisfy(text -> assertThat(text).contains("pxe"));
            }
        }
        assertThat(ran).hasValue(0);
    }

    @Test
    void whatWaitedLongerThanItsCallerIsDropped() throws Exception {
        var ran = new AtomicInteger();
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var one = configuration().with(DefaultOptions.EXECUTOR_THREAD_POOL_SIZE, "1");
        try (var transport = new RabbitTransport(one, RpcPin.none())) {
            transport.serve(
                    host,
                    new RpcHandlers()
                            .on(ContinueNodeDeploy.class, (_, _) -> {
                                entered.countDown();
                                await(release);
                                return null;
                            })
                            .on(DestroyNode.class, (_, _) -> {
                                ran.incrementAndGet();
                                return null;
                            })
                            .on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe")));
            transport.cast(RpcTarget.host(host), new ContinueNodeDeploy(NODE), CONTEXT);
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(fault(transport, new DestroyNode(NODE), Duration.ofMillis(200))
                            .code())
                    .isEqualTo(FaultCode.MESSAGING_TIMEOUT);
            release.countDown();
            assertThat(transport.call(RpcTarget.host(host), new GetSupportedBootDevices(NODE), CONTEXT, LONG))
                    .containsExactly("pxe");
        }
        assertThat(ran).hasValue(0);
    }

    @Test
    void aDeletedReplyQueueIsNoticedAndMadeAnew() {
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            serve(transport);
            assertThat(works(transport)).isTrue();
            wire.run(channel -> channel.queueDelete(transport.replyQueue()));
            Await.until("calls work again", LONG, () -> works(transport));
            Await.until("healthy", LONG, transport::healthy);
        }
    }

    @Test
    void aHostQueueThatNothingReachesIsNoticedAndBoundAnew() {
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            serve(transport);
            assertThat(works(transport)).isTrue();
            wire.run(channel -> channel.queueUnbind(Topology.hostQueue(host), "ironic", Topology.hostQueue(host)));
            Await.until("calls work again", LONG, () -> works(transport));
            wire.run(channel -> channel.queueDelete(Topology.hostQueue(host)));
            Await.until("calls work again", LONG, () -> works(transport));
        }
    }

    @Test
    void aMissingReplyQueueHoldsUpNobody() {
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            serve(transport);
            for (var i = 0; i < 200; i++) {
                var message = codec.writeRequest(
                        new GetSupportedBootDevices(NODE),
                        CONTEXT,
                        OsloCodec.newId(),
                        Optional.of(new ReplyTo("m" + i, "reply_gone")));
                wire.publish("ironic", Topology.hostQueue(host), message);
            }
            assertThat(works(transport)).isTrue();
            // a caller that comes back in time gets its replies
            wire.run(channel -> channel.queueDeclare("reply_gone", false, false, true, Map.of()));
            assertThat(wire.take("reply_gone", LONG).getProps().getContentType())
                    .isEqualTo("application/json");
        }
    }

    @Test
    void aRepeatOfAnAnsweredCallGetsTheSameAnswerWithoutRunning() throws Exception {
        var ran = new AtomicInteger();
        try (var transport = open(PROBE);
                var wire = new Wire(broker.url())) {
            transport.serve(host, new RpcHandlers().on(SetBootDevice.class, (_, _) -> {
                        ran.incrementAndGet();
                        return null;
                    }));
            wire.run(channel -> channel.queueDeclare("again-" + host, false, false, true, Map.of()));
            var message = codec.writeRequest(
                    new SetBootDevice(NODE, "pxe", true),
                    CONTEXT,
                    "u".repeat(32),
                    Optional.of(new ReplyTo("m1", "again-" + host)));
            for (var turn = 0; turn < 2; turn++) {
                wire.publish("ironic", Topology.hostQueue(host), message);
                assertThat(reply(wire, "again-" + host)).contains("m1");
            }
        }
        assertThat(ran).hasValue(1);
    }

    @Test
    void aBrokerThatIsNotThereIsToldAndServesOnceItIs() {
        var nowhere = Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, "rabbit://guest:geheim@127.0.0.1:1/");
        try (var transport = new RabbitTransport(nowhere, RpcPin.none())) {
            assertThat(transport.healthy()).isFalse();
            var begun = System.nanoTime();
            assertThat(fault(transport, new DestroyNode(NODE), Duration.ofMillis(500))
                            .code())
                    .isEqualTo(FaultCode.TEMPORARY_FAILURE);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> new RabbitTransport(Configuration.defaults(), RpcPin.none()))
                .hasMessageContaining("transport_url");
    }

    private com.rabbitmq.client.GetResponse takeRequest(Wire wire) {
        for (; ; ) { // probes pass here, too
            var message = wire.take("spy-" + host, LONG);
            if (message.getBody().length > 0) {
                return message;
            }
        }
    }

    private static String reply(Wire wire, String queue) {
        return new String(wire.take(queue, LONG).getBody(), StandardCharsets.UTF_8);
    }

    private boolean works(RpcTransport transport) {
        try {
            var answer = transport.call(
                    RpcTarget.host(host), new GetSupportedBootDevices(NODE), CONTEXT, Duration.ofSeconds(2));
            return List.of("pxe").equals(answer);
        } catch (FaultException _) {
            return false;
        }
    }

    private FaultException fault(RpcTransport transport, DestroyNode request, Duration timeout) {
        return catchThrowableOfType(
                FaultException.class, () -> transport.call(RpcTarget.host(host), request, CONTEXT, timeout));
    }

    private void serve(RpcTransport transport) {
        transport.serve(
                host,
                new RpcHandlers()
                        .on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe"))
                        .on(ContinueNodeDeploy.class, (_, _) -> null));
    }

    private static RabbitTransport open(Duration probe) {
        return new RabbitTransport(RabbitSettings.of(configuration()).withProbeInterval(probe), RpcPin.none());
    }

    private static Configuration configuration() {
        return Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, broker.url());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.fettle.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.AttachVif;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.GetSupportedBootDevices;
import dev.fettle.rpc.node.ListVifs;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.UpdateNode;
import dev.fettle.testing.Await;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.oslo.WireMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport promises. */
@Timeout(90)
public interface RpcTransportContract {
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

    @Test
    default void aCallBringsTheResultAndTheContextArrives() {
        var seen = new AtomicReference<CallContext>();
        try (var _ = serve(new RpcHandlers().on(GetBootDevice.class, (request, context) -> {
            seen.set(context);
            return Map.of("boot_device", request.nodeId().toString(), "persistent", true);
        }))) {
            assertThat(call(new GetBootDevice(NODE)))
                    .isEqualTo(Map.of("boot_device", NODE.toString(), "persistent", true));
            assertThat(seen.get()).isEqualTo(CONTEXT);
        }
    }

    @Test
    default void resultsKeepTheirTypes() {
        var node = new Node(dev.fettle.model.field.Values.none(NodeFields.TABLE))
                .with(NodeFields.ID, 7L)
                .with(NodeFields.UUID, NODE)
                .with(NodeFields.NAME, null)
                .with(NodeFields.TRAITS, List.of("CUSTOM_A"))
                .with(NodeFields.EXTRA, Map.of("a", List.of(1, 2.5, "x", false)));
        var touched = new AtomicReference<Changed<Node>>();
        try (var _ = serve(new RpcHandlers()
                .on(UpdateNode.class, (request, _) -> {
                    touched.set(request.nodeObj());
                    return request.nodeObj().object();
                })
                .on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe", "disk"))
                .on(ListVifs.class, (_, _) -> List.of(Map.of("id", "v1"))))) {
            var sent = new Changed<>(node, Set.of("extra", "name"));
            assertThat(call(new UpdateNode(sent, false))).isEqualTo(node);
            assertThat(touched.get()).isEqualTo(sent);
            assertThat(call(new GetSupportedBootDevices(NODE))).containsExactly("pxe", "disk");
            assertThat(call(new ListVifs(NODE))).containsExactly(Map.of("id", "v1"));
        }
    }

    @Test
    default void nothingIsAResultToo() {
        try (var _ = serve(new RpcHandlers().on(SetBootDevice.class, (_, _) -> null))) {
            assertThat(call(new SetBootDevice(NODE, "pxe", true))).isNull();
        }
    }

    @Test
    default void anyConductorAnswers() {
        try (var _ = serve(new RpcHandlers().on(SetBootDevice.class, (_, _) -> null))) {
            assertThat(transport().call(RpcTarget.anyConductor(), new SetBootDevice(NODE, "pxe", true), CONTEXT, LONG))
                    .isNull();
        }
    }

    @Test
    default void aCastArrivesOnce() {
        var ran = new AtomicInteger();
        try (var _ = serve(new RpcHandlers().on(ContinueNodeDeploy.class, (_, _) -> {
            ran.incrementAndGet();
            return null;
        }))) {
            transport().cast(RpcTarget.host(host()), new ContinueNodeDeploy(NODE), CONTEXT);
            Await.until("the cast ran", LONG, () -> ran.get() == 1);
        }
        assertThat(ran).hasValue(1);
    }

    @Test
    default void aFaultKeepsCodeStatusTextAndDetails() {
        try (var _ = serve(new RpcHandlers().on(DestroyNode.class, (_, _) -> {
            throw new FaultException(FaultCode.NODE_LOCKED, "Node x is locked by host y.")
                    .withStatus(418)
                    .withDetails(Map.of("holder", "y", "retry_after", "3"));
        }))) {
            var fault = fault(new DestroyNode(NODE), LONG);
            assertThat(fault.code()).isEqualTo(FaultCode.NODE_LOCKED);
            assertThat(fault.status()).isEqualTo(418);
            assertThat(fault.text()).isEqualTo("Node x is locked by host y.");
            assertThat(fault.details()).isEqualTo(Map.of("holder", "y", "retry_after", "3"));
        }
    }

    @Test
    default void anUnforeseenFailureTellsNoSecrets() {
        try (var _ = serve(new RpcHandlers().on(DestroyNode.class, (_, _) -> {
            throw new IllegalStateException("password=calvin");
        }))) {
            var fault = fault(new DestroyNode(NODE), LONG);
            assertThat(fault.code()).isEqualTo(FaultCode.INTERNAL);
            assertThat(fault.text()).doesNotContain("calvin").contains(CONTEXT.requestId());
        }
    }

    @Test
    default void nobodyThereIsToldAtOnce() {
        var begun = System.nanoTime();
        assertThat(catchThrowableOfType(
                                FaultException.class,
                                () -> transport()
                                        .call(RpcTarget.host(host() + "-absent"), new DestroyNode(NODE), CONTEXT, LONG))
                        .code())
                .isEqualTo(FaultCode.TEMPORARY_FAILURE);
        assertThatThrownBy(() ->
                        transport().cast(RpcTarget.host(host() + "-absent"), new ContinueNodeDeploy(NODE), CONTEXT))
                .isInstanceOf(FaultException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    default void aCallEndsAtItsDeadlineAndALateReplyDisturbsNobody() throws InterruptedException {
        var release = new CountDownLatch(1);
        var late = new CountDownLatch(1);
        try (var _ = serve(new RpcHandlers()
                .on(DestroyNode.class, (_, _) -> {
                    waitFor(release);
                    late.countDown();
                    return null;
                })
                .on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe")))) {
            var begun = System.nanoTime();
            assertThat(fault(new DestroyNode(NODE), Duration.ofMillis(300)).code())
                    .isEqualTo(FaultCode.MESSAGING_TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(299), Duration.ofSeconds(5));
            release.countDown();
            assertThat(late.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(call(new GetSupportedBootDevices(NODE))).containsExactly("pxe");
        }
    }

    @Test
    default void theDeathOfAConductorFailsItsCallsAtOnce() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var _ = serve(new RpcHandlers().on(DestroyNode.class, (_, _) -> {
                    entered.countDown();
                    waitFor(release);
                    return null;
                }));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = callers.submit(() -> fault(new DestroyNode(NODE), LONG));
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            transport().conductorDied("another");
            assertThat(call.isDone()).isFalse();
            transport().conductorDied(host());
            assertThat(call.get(5, TimeUnit.SECONDS).code()).isEqualTo(FaultCode.TEMPORARY_FAILURE);
            release.countDown();
        }
    }

    @Test
    default void unknownMethodsAndVersionsAreRefused() {
        try (var _ = serve(new RpcHandlers().on(SetBootDevice.class, (_, _) -> null))) {
            var fault = fault(new DestroyNode(NODE), LONG);
            assertThat(fault.code()).isEqualTo(FaultCode.INTERNAL);
            assertThat(fault.text()).contains("does not support RPC method destroy_node");
        }
    }

    @Test
    default void aRepeatedMessageRunsOnce() {
        var ran = new AtomicInteger();
        var message = new OsloCodec(RpcPin.none())
                .writeRequest(new ContinueNodeDeploy(NODE), CONTEXT, OsloCodec.newId(), Optional.empty());
        try (var _ = serve(new RpcHandlers()
                .on(ContinueNodeDeploy.class, (_, _) -> {
                    ran.incrementAndGet();
                    return null;
                })
                .on(GetSupportedBootDevices.class, (_, _) -> List.of()))) {
            deliver(host(), message);
            deliver(host(), message);
            deliver(host(), message);
            call(new GetSupportedBootDevices(NODE));
            Await.until("it ran", LONG, () -> ran.get() > 0);
        }
        assertThat(ran).hasValue(1); // the server was drained
    }

    @Test
    default void aMessageThatCannotBeReadStopsNothing() {
        try (var _ = serve(new RpcHandlers().on(GetSupportedBootDevices.class, (_, _) -> List.of("pxe")))) {
            for (var body :
                    List.of("", "{", "[]", "{\"oslo.version\":\"2.0\",\"oslo.message\":\"{\"}", "[".repeat(20_000))) {
                deliver(host(), new WireMessage(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of()));
            }
            assertThat(call(new GetSupportedBootDevices(NODE))).containsExactly("pxe");
        }
    }

    @Test
    default void manyCallersGetTheirOwnAnswers() throws Exception {
        try (var _ = serve(new RpcHandlers()
                        .on(
                                GetBootDevice.class,
                                (request, _) ->
                                        Map.of("boot_device", request.nodeId().toString())));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var i = 0; i < 256; i++) {
                calls.add(callers.submit(() -> {
                    for (var turn = 0; turn < 4; turn++) {
                        var id = UUID.randomUUID();
                        assertThat(call(new GetBootDevice(id))).isEqualTo(Map.of("boot_device", id.toString()));
                    }
                }));
            }
            for (var call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    default void bigBodiesPass() {
        var size = new AtomicInteger();
        var drive = "x".repeat(2 << 20);
        try (var _ = serve(new RpcHandlers().on(DeployNode.class, (request, _) -> {
            size.set(String.valueOf(request.configdrive()).length());
            return null;
        }))) {
            call(new DeployNode(NODE, false, drive, null));
            assertThat(size).hasValue(2 << 20);
        }
    }

    @Test
    default void hostileTextComesBackAsItWas() {
        var key = "\u0000\"\\/é漢😀"; // a key may not hold half a character
        var hostile = "\u0000\u0007\"\\/\r\n\t\u007f\u2028é漢😀 lone \ud800 <script> ${jndi:x} '; drop table nodes; --";
        var seen = new ConcurrentHashMap<String, Object>();
        try (var _ = serve(new RpcHandlers()
                .on(AttachVif.class, (request, _) -> {
                    seen.putAll(request.vifInfo());
                    return null;
                })
                .on(ListVifs.class, (_, _) -> List.of(Map.copyOf(seen)))
                .on(DestroyNode.class, (_, _) -> {
                    throw new FaultException(FaultCode.CONFLICT, hostile);
                }))) {
            call(new AttachVif(NODE, Map.of("id", hostile, key, "key")));
            assertThat(seen).containsEntry("id", hostile).containsEntry(key, "key");
            assertThat(call(new ListVifs(NODE))).containsExactly(Map.of("id", hostile, key, "key"));
            assertThat(fault(new DestroyNode(NODE), LONG).text()).isEqualTo(hostile);
        }
    }

    @Test
    default void stoppingAServerLetsWorkEnd() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var server = serve(new RpcHandlers().on(GetSupportedBootDevices.class, (_, _) -> {
            entered.countDown();
            waitFor(release);
            return List.of("pxe");
        }));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = callers.submit(() -> call(new GetSupportedBootDevices(NODE)));
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            var stop = callers.submit(() -> server.stop(LONG));
            release.countDown();
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(List.of("pxe"));
            stop.get(20, TimeUnit.SECONDS);
            server.stop(LONG);
        }
    }

    @Test
    default void anOutageCostsAtMostTheCallsInFlight() throws Exception {
        var handlers = new RpcHandlers()
                .on(
                        GetBootDevice.class,
                        (request, _) -> Map.of("boot_device", request.nodeId().toString()));
        var server = serve(handlers);
        var stop = new AtomicReference<>(false);
        var failed = new AtomicInteger();
        var answered = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var loops = new ArrayList<Future<?>>();
            for (var i = 0; i < 8; i++) {
                loops.add(callers.submit(() -> {
                    while (!stop.get()) {
                        callDuringOutage(answered, failed);
                    }
                }));
            }
            Await.until("calls run", LONG, () -> answered.get() > 50);
            server = outage(server, () -> serve(handlers));
            Await.until("a call works again", Duration.ofSeconds(40), () -> works(5));
            stop.set(true);
            for (var loop : loops) {
                loop.get(40, TimeUnit.SECONDS);
            }
            var afterwards = answered.get();
            assertThat(works(5)).isTrue();
            assertThat(afterwards).isGreaterThan(50);
        } finally {
            stop.set(true);
            server.close();
        }
    }

    private RpcServer serve(RpcHandlers handlers) {
        return transport().serve(host(), handlers);
    }

    private <R> R call(RpcRequest<R> request) {
        return transport().call(RpcTarget.host(host()), request, CONTEXT, LONG);
    }

    private FaultException fault(RpcRequest<?> request, Duration timeout) {
        var fault = catchThrowableOfType(
                FaultException.class, () -> transport().call(RpcTarget.host(host()), request, CONTEXT, timeout));
        assertThat(fault).as("a fault of %s", request).isNotNull();
        return fault;
    }

    private boolean works(int seconds) {
        try {
            return transport()
                            .call(RpcTarget.host(host()), new GetBootDevice(NODE), CONTEXT, Duration.ofSeconds(seconds))
                    != null;
        } catch (FaultException _) {
            return false;
        }
    }

    private void callDuringOutage(AtomicInteger answered, AtomicInteger failed) {
        var begun = System.nanoTime();
        var timeout = Duration.ofSeconds(10);
        try {
            transport().call(RpcTarget.host(host()), new GetBootDevice(NODE), CONTEXT, timeout);
            answered.incrementAndGet();
        } catch (FaultException e) {
            assertThat(e.code()).isIn(FaultCode.TEMPORARY_FAILURE, FaultCode.MESSAGING_TIMEOUT);
            failed.incrementAndGet();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(timeout.plusSeconds(3));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

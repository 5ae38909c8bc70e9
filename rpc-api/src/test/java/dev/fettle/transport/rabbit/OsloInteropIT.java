package dev.fettle.transport.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.AttachVif;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.ContinueNodeClean;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DetachVif;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.ListVifs;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.UpdateNode;
import dev.fettle.testing.Await;
import dev.fettle.testing.RabbitServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.oslo.OsloCodec;
import dev.fettle.transport.oslo.RpcPin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reference's own messaging library at the other end of the wire ({@code contract/rpc.md} section 11). */
@Timeout(120)
class OsloInteropIT {
    private static final UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    private static final CallContext CONTEXT =
            new CallContext("req-java", null, "ann", "p1", "all", List.of("admin"), true);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final String host = "cond." + OsloCodec.newId().substring(0, 8);

    @Test
    void aPythonClientCallsOurServer() throws Exception {
        var broker = RabbitServer.shared();
        var deploys = new AtomicInteger();
        var cleans = new AtomicInteger();
        var seen = new AtomicReference<CallContext>();
        var update = new AtomicReference<UpdateNode>();
        var handlers = new RpcHandlers()
                .on(GetBootDevice.class, (request, context) -> {
                    seen.set(context);
                    return Map.of("boot_device", request.nodeId().toString(), "persistent", true);
                })
                .on(SetBootDevice.class, (_, _) -> null)
                .on(DestroyNode.class, (_, _) -> {
                    throw new FaultException(FaultCode.NODE_LOCKED, "Node x is locked by host é.").withStatus(423);
                })
                .on(ListVifs.class, (_, _) -> {
                    throw new IllegalStateException("password=calvin");
                })
                .on(UpdateNode.class, (request, _) -> {
                    update.set(request);
                    return request.nodeObj().object();
                })
                .on(ContinueNodeDeploy.class, (_, _) -> count(deploys))
                .on(ContinueNodeClean.class, (_, _) -> count(cleans));
        try (var transport = transport(broker)) {
            transport.serve(host, handlers);
            try (var client = PythonPeer.start("client.py", broker.url(), host)) {
                client.finish();
                assertThat(client.line("result")
                                .path("result")
                                .path("boot_device")
                                .asText())
                        .isEqualTo(NODE.toString());
                assertThat(seen.get())
                        .isEqualTo(new CallContext("req-py", null, "ann", "p1", null, List.of("admin"), true));
                assertThat(client.line("null").get("result").isNull()).isTrue();
                assertThat(client.line("default").get("result").isNull()).isTrue();
                assertThat(client.line("shared")
                                .path("result")
                                .path("persistent")
                                .asBoolean())
                        .isTrue();
                checkFailures(client);
                checkObjects(client, update.get());
                assertThat(client.line("after").has("result")).isTrue();
            }
            Await.until("casts ran", LONG, () -> deploys.get() == 2 && cleans.get() == 1);
        }
        assertThat(deploys).hasValue(2);
        assertThat(cleans).as("a message repeated with the same _unique_id").hasValue(1);
    }

    @Test
    void ourClientCallsAPythonServer() {
        var broker = RabbitServer.shared();
        try (var server = PythonPeer.start("server.py", broker.url(), host);
                var transport = transport(broker)) {
            server.line("ready");
            assertThat(call(transport, new GetBootDevice(NODE), LONG))
                    .containsEntry("boot_device", "pxe")
                    .containsEntry("persistent", null)
                    .containsEntry("node", NODE.toString());
            assertThat(call(transport, new SetBootDevice(NODE, "disk", true), LONG))
                    .isNull();
            var received = server.line("set_boot_device");
            assertThat(received.path("args").toString())
                    .isEqualTo("{\"node_id\":\"" + NODE + "\",\"device\":\"disk\",\"persistent\":true}");
            assertThat(received.path("context").path("user").asText()).isEqualTo("ann");
            assertThat(received.path("context").path("request_id").asText()).isEqualTo("req-java");
            assertThat(received.path("context").path("roles").toString()).isEqualTo("[\"admin\"]");

            call(transport, new CleanNode(NODE, List.of(Map.of("interface", "deploy", "step", "erase")), null), LONG);
            assertThat(server.line("do_node_clean")
                            .path("args")
                            .path("disable_ramdisk")
                            .isNull())
                    .isTrue();
            checkObject(transport, server);
            transport.cast(RpcTarget.host(host), new ContinueNodeDeploy(NODE), CONTEXT);
            assertThat(server.line("continue_node_deploy")
                            .path("args")
                            .path("node_id")
                            .asText())
                    .isEqualTo(NODE.toString());
            checkFaults(transport);
            assertThat(transport.call(RpcTarget.anyConductor(), new GetBootDevice(NODE), CONTEXT, LONG))
                    .isNotNull();
        }
    }

    private static Void count(AtomicInteger counter) {
        counter.incrementAndGet();
        return null;
    }

    private static void checkFailures(PythonPeer client) {
        var failure = client.line("failure");
        assertThat(failure.path("class").asText()).isEqualTo("NodeLocked_Remote");
        assertThat(failure.path("isa").toString()).contains("\"NodeLocked\"", "\"IronicException\"");
        assertThat(failure.path("code").asInt()).isEqualTo(423);
        assertThat(failure.path("text").asText())
                .startsWith("Node x is locked by host é.\nTraceback (most recent call last):\n");
        var internal = client.line("internal");
        assertThat(internal.path("class").asText()).isEqualTo("IronicException_Remote");
        assertThat(internal.path("text").asText()).doesNotContain("calvin").contains("req-py");
        assertThat(remote(client.line("unknown"))).isEqualTo("NoSuchMethod");
        assertThat(remote(client.line("lifecycle"))).isEqualTo("NoSuchMethod");
        assertThat(remote(client.line("version"))).isEqualTo("UnsupportedVersion");
        assertThat(remote(client.line("namespace"))).isEqualTo("UnsupportedVersion");
        for (var name : List.of("extra", "missing")) {
            assertThat(client.line(name).path("isa").toString()).as(name).contains("TypeError");
        }
        assertThat(remote(client.line("newer"))).isEqualTo("IncompatibleObjectVersion");
    }

    private static String remote(JsonNode line) {
        assertThat(line.path("class").asText()).isEqualTo("RemoteError");
        return line.path("exc_type").asText();
    }

    private static void checkObjects(PythonPeer client, UpdateNode update) {
        var node = update.nodeObj().object();
        assertThat(update.nodeObj().fields()).containsExactly("extra");
        assertThat(node.get(NodeFields.POWER_STATE)).isEqualTo("power on");
        assertThat(node.get(NodeFields.CREATED_AT)).isEqualTo(Instant.parse("2026-08-01T12:00:00Z"));
        assertThat(node.values().has(NodeFields.PARENT_NODE))
                .as("brought up to our version")
                .isTrue();
        assertThat(node.values().has(NodeFields.LAST_ERROR))
                .as("not sent, so unset")
                .isFalse();
        var answer = client.line("object").path("result");
        assertThat(answer.path("ironic_object.name").asText()).isEqualTo("Node");
        assertThat(answer.path("ironic_object.version").asText()).isEqualTo("1.44");
        assertThat(answer.has("ironic_object.changes")).isFalse();
        assertThat(answer.path("ironic_object.data").path("extra").toString()).isEqualTo("{\"a\":[1,null,\"x\"]}");
        assertThat(answer.path("ironic_object.data").path("created_at").asText())
                .isEqualTo("2026-08-01T12:00:00Z");
    }

    private void checkObject(RabbitTransport transport, PythonPeer server) {
        var node = new Node(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, NODE)
                .with(NodeFields.EXTRA, Map.of("a", 1))
                .with(NodeFields.NAME, null);
        var answer = call(transport, new UpdateNode(new Changed<>(node, Set.of("extra")), false), LONG);
        var sent = server.line("update_node").path("args").path("node_obj");
        assertThat(sent.path("ironic_object.changes").toString()).isEqualTo("[\"extra\"]");
        assertThat(sent.path("ironic_object.data").toString())
                .isEqualTo("{\"uuid\":\"" + NODE + "\",\"name\":null,\"extra\":{\"a\":1}}");
        assertThat(answer.uuid()).isEqualTo(NODE);
        assertThat(answer.values().has(NodeFields.HEALTH))
                .as("the answer was of an older version")
                .isTrue();
    }

    private void checkFaults(RabbitTransport transport) {
        var locked = fault(transport, new DestroyNode(NODE), LONG);
        assertThat(locked.code()).isEqualTo(FaultCode.NODE_LOCKED);
        assertThat(locked.status()).isEqualTo(409);
        assertThat(locked.text()).isEqualTo("Node " + NODE + " is locked by host y, é.");
        assertThat(fault(transport, new ListVifs(NODE), LONG).code()).isEqualTo(FaultCode.INTERNAL);
        assertThat(fault(transport, new AttachVif(NODE, Map.of()), LONG).text()).contains("vif_attach");
        var tooOld = fault(transport, new PatchNode(NODE, List.of(), false, null), LONG);
        assertThat(tooOld.code()).isEqualTo(FaultCode.TEMPORARY_FAILURE);
        assertThat(tooOld.text()).contains("too old");
        assertThat(fault(transport, new DetachVif(NODE, "v"), Duration.ofMillis(500))
                        .code())
                .isEqualTo(FaultCode.MESSAGING_TIMEOUT);
    }

    private <R> R call(RabbitTransport transport, RpcRequest<R> request, Duration timeout) {
        return transport.call(RpcTarget.host(host), request, CONTEXT, timeout);
    }

    private FaultException fault(RabbitTransport transport, RpcRequest<?> request, Duration timeout) {
        var fault = catchThrowableOfType(FaultException.class, () -> call(transport, request, timeout));
        assertThat(fault).as("a fault of %s", request).isNotNull();
        return fault;
    }

    private static RabbitTransport transport(RabbitServer broker) {
        return new RabbitTransport(
                Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, broker.url()), RpcPin.none());
    }
}
